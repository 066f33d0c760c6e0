package io.aioredis.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Timeouts as users give them, and as milliseconds. */
final class CommandTimeout {
    /** Half of what an int of milliseconds can tell apart. */
    private static final Duration MAX = Duration.ofDays(12);

    private CommandTimeout() {}

    /** Returns the timeout if it is one, or null. */
    static @Nullable Duration check(String name, @Nullable Duration timeout) {
        if (timeout != null && (timeout.isZero() || timeout.isNegative() || timeout.compareTo(MAX) > 0)) {
            throw new IllegalArgumentException(name + ": " + timeout + " (expected: > 0 and at most 12 days)");
        }
        return timeout;
    }

    /** Returns a timeout in milliseconds, rounded up; 0 for none. */
    static int millis(@Nullable Duration timeout) {
        return timeout == null ? 0 : (int) timeout.plusNanos(999_999).toMillis();
    }
}
