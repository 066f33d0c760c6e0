package io.aioredis.exception;

import org.jspecify.annotations.Nullable;

/** The connection ended before the reply came, or was closed already when the command was given to it. */
public class ConnectionClosedException extends RedisException {
    private static final long serialVersionUID = 1L;

    /** Creates one with a cause, which may be null. */
    public ConnectionClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
