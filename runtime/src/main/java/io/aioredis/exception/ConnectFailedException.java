package io.aioredis.exception;

import org.jspecify.annotations.Nullable;

/** A connection could not be established; no socket is left open. */
public class ConnectFailedException extends RedisException {
    private static final long serialVersionUID = 1L;

    /** Creates one with a cause, which may be null. */
    public ConnectFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
