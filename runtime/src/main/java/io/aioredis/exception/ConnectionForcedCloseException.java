package io.aioredis.exception;

import org.jspecify.annotations.Nullable;

/** The connection was closed by {@code close()} of this side while the command was unanswered. */
public final class ConnectionForcedCloseException extends ConnectionClosedException {
    private static final long serialVersionUID = 1L;

    /** Creates one with a cause, which may be null. */
    public ConnectionForcedCloseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
