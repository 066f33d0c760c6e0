package io.aioredis.exception;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that the library throws about Redis, failures of the network included.
 *
 * <p>Wrong arguments and wrong state are not among these: they are {@link IllegalArgumentException}, {@link
 * NullPointerException} and {@link IllegalStateException}, thrown by the call itself before a byte is sent.
 *
 * <p>An exception that completes a future has no stack trace of its own: it is made on the event loop, whose stack
 * says nothing about the caller.
 */
public class RedisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one without a cause. */
    public RedisException(String message) {
        this(message, null);
    }

    /** Creates one with a cause, which may be null. */
    public RedisException(String message, @Nullable Throwable cause) {
        super(message, cause, true, false);
    }
}
