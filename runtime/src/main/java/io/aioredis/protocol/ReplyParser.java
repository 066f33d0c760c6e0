package io.aioredis.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Finds the replies in the bytes of one connection.
 *
 * <p>Confined to the connection's event loop. After {@link #feed} the connection calls {@link #next} until it returns
 * null. Once a parser has thrown, its connection closes and it is not used again.
 */
public interface ReplyParser {
    /** Returns a new parser of RESP2 and RESP3 with the {@linkplain ReplyLimits#DEFAULT default limits}. */
    static ReplyParser resp() {
        return resp(ReplyLimits.DEFAULT);
    }

    /** Returns a new parser of RESP2 and RESP3. */
    static ReplyParser resp(ReplyLimits limits) {
        return new RespParser(limits);
    }

    /**
     * Takes the next bytes of the connection. The array may be used until {@link #next} returns null; what is needed
     * longer must be copied.
     */
    void feed(byte[] bytes, int offset, int length);

    /**
     * Returns a reader of the next complete reply, or null if it is not complete yet. The reader may be the same object
     * each time: the one returned before is of no use any more, unless it was {@linkplain ReplyReader#detach detached}.
     *
     * @throws io.aioredis.exception.ProtocolException if the bytes are no reply
     */
    @Nullable
    ReplyReader next();
}
