package io.aioredis.exception;

import org.jspecify.annotations.Nullable;

/** Connecting took longer than it may, the server's acceptance of credentials and database included. */
public final class ConnectTimeoutException extends ConnectFailedException {
    private static final long serialVersionUID = 1L;

    /** Creates one with a cause, which may be null. */
    public ConnectTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
