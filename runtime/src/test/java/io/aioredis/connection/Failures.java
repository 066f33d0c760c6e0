package io.aioredis.connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What futures failed with. */
final class Failures {
    private Failures() {}

    /** Waits for a future and returns what it failed with, null if it did not. */
    static Throwable failure(CompletableFuture<?> future) {
        return future.handle((value, failure) -> failure)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
