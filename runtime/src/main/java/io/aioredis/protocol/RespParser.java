package io.aioredis.protocol;

import io.aioredis.exception.ProtocolException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parser of RESP2 and RESP3.
 *
 * <p>A reply that is whole in the bytes just fed is read there. An unfinished one is copied, once, into chunks, and the
 * reader reads across their borders: one growing buffer would copy a large reply again and again.
 */
final class RespParser implements ReplyParser {
    private static final int MIN_CHUNK = 1024;
    private static final int MAX_CHUNK = 64 * 1024;
    private static final byte[] NOTHING = {};

    private final Framer framer;
    private final long maxReplyBytes;
    private final ReplyReader reader = new ReplyReader();

    private byte[] fed = NOTHING;
    private int at;
    private int end;

    /** The bytes of the unfinished frame that came with earlier feeds; all chunks but the last are full. */
    private byte[][] chunks = new byte[4][];

    private int chunkCount;
    private int lastChunkLength;
    private long heldBytes;

    RespParser(ReplyLimits limits) {
        this.framer = new Framer(limits);
        this.maxReplyBytes = limits.maxReplyBytes();
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) {
        fed = bytes;
        at = offset;
        end = offset + length;
    }

    @Override
    public @Nullable ReplyReader next() {
        if (at == end) {
            fed = NOTHING;
            at = 0;
            end = 0;
            return null;
        }
        int frameEnd = framer.advance(fed, at, end);
        int frameBytes = (frameEnd < 0 ? end : frameEnd) - at;
        if (heldBytes + frameBytes > maxReplyBytes) {
            throw new ProtocolException(
                    "bytes of a reply: more than " + (heldBytes + frameBytes - 1) + " (expected: <= " + maxReplyBytes
                            + ")",
                    null);
        }
        if (frameEnd < 0) {
            hold();
            return null;
        }
        if (chunkCount == 0) {
            reader.reset(fed, at, frameEnd);
        } else {
            reader.reset(chunks, chunkCount, lastChunkLength, fed, at, frameEnd);
            chunks = new byte[4][];
            chunkCount = 0;
            lastChunkLength = 0;
            heldBytes = 0;
        }
        at = frameEnd;
        return reader;
    }

    private void hold() {
        heldBytes += end - at;
        while (at < end) {
            if (chunkCount == 0 || lastChunkLength == chunks[chunkCount - 1].length) {
                addChunk(end - at);
            }
            byte[] last = chunks[chunkCount - 1];
            int copied = Math.min(end - at, last.length - lastChunkLength);
            System.arraycopy(fed, at, last, lastChunkLength, copied);
            lastChunkLength += copied;
            at += copied;
        }
        fed = NOTHING;
        at = 0;
        end = 0;
    }

    /** The first chunk is small, since most unfinished frames are; never larger than what came, not what was announced. */
    private void addChunk(int bytes) {
        int size = chunkCount == 0 ? Math.min(MAX_CHUNK, Math.max(MIN_CHUNK, 2 * bytes)) : MAX_CHUNK;
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunkCount);
        }
        chunks[chunkCount++] = new byte[size];
        lastChunkLength = 0;
    }
}
