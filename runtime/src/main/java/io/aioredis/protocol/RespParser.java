package io.aioredis.protocol;

import io.aioredis.exception.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The parser of RESP2 and RESP3.
 *
 * <p>A reply that is whole in the bytes just fed is read there, nothing copied. Of an unfinished one the bytes are copied
 * aside; its last ones are again read where they were fed.
 */
final class RespParser implements ReplyParser {
    private static final byte[] NOTHING = {};

    private final Framer framer;
    private final long maxReplyBytes;
    private final HeldBytes held;
    private final ReplyReader reader;

    private byte[] fed = NOTHING;
    private int at;
    private int end;

    /** The size of the replies that lately came in pieces, which the next one is expected to have too. */
    private long usualSize;

    RespParser(ReplyLimits limits) {
        this(limits, BufferPool.SHARED);
    }

    RespParser(ReplyLimits limits, BufferPool pool) {
        this.framer = new Framer(limits);
        this.maxReplyBytes = limits.maxReplyBytes();
        this.held = new HeldBytes(pool);
        this.reader = new ReplyReader(held);
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) {
        fed = bytes;
        at = offset;
        end = offset + length;
    }

    @Override
    public @Nullable ReplyReader next() {
        reader.close();
        int from = at;
        if (from == end) {
            forgetFed();
            return null;
        }
        int frameEnd = framer.advance(fed, from, end);
        long size = held.size() + (frameEnd < 0 ? end : frameEnd) - from;
        if (size > maxReplyBytes) {
            throw new ProtocolException(
                    "bytes of a reply: more than " + (size - 1) + " (expected: <= " + maxReplyBytes + ")", null);
        }
        if (frameEnd < 0) {
            held.append(fed, from, end, framer.missingBytes(), usualSize - size);
            forgetFed();
            return null;
        }
        if (held.count() == 0) {
            reader.reset(fed, from, frameEnd);
        } else {
            usualSize = Math.max(size, usualSize / 2);
            reader.resetBehindHeld(fed, from, frameEnd);
        }
        at = frameEnd;
        if (framer.tookPushInside()) {
            reader.expectPushesInside();
        }
        return reader;
    }

    /** The array is the connection's again. */
    private void forgetFed() {
        fed = NOTHING;
        at = 0;
        end = 0;
    }
}
