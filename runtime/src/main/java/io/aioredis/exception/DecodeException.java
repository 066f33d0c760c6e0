package io.aioredis.exception;

import org.jspecify.annotations.Nullable;

/** A well-formed reply did not have the shape that its decoder reads, or a codec refused it; only its own command fails. */
public final class DecodeException extends RedisException {
    private static final long serialVersionUID = 1L;

    /** Creates one with a cause, which may be null. */
    public DecodeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
