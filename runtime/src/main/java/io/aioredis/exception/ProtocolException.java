package io.aioredis.exception;

import org.jspecify.annotations.Nullable;

/** The server sent what is no well-formed reply, or a reply that nothing asked for; the connection is closed. */
public final class ProtocolException extends RedisException {
    private static final long serialVersionUID = 1L;

    /** Creates one with a cause, which may be null. */
    public ProtocolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
