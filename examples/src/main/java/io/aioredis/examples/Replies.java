package io.aioredis.examples;

import io.aioredis.exception.RedisException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for replies, where a program has nothing else to do. */
final class Replies {
    private Replies() {}

    static <T> T await(CompletableFuture<T> reply) throws DemoException {
        try {
            return reply.join();
        } catch (CompletionException e) {
            throw failure(e.getCause());
        }
    }

    /** All that is wrong with Redis and the way to it is a {@code RedisException}; the rest would be a bug. */
    static DemoException failure(Throwable cause) {
        if (cause instanceof RedisException) {
            return new DemoException(String.valueOf(cause.getMessage()), cause);
        }
        throw new IllegalStateException("a command failed", cause);
    }
}
