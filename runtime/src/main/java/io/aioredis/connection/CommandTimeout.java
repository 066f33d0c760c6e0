package io.aioredis.connection;

import io.aioredis.protocol.Call;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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

    /** Returns the timeout of a blocking call: what the server is told to wait, and the command timeout on top of it. */
    static int ofBlocking(Call<?> call, int commandTimeout) {
        long nanos = call.serverTimeoutNanos();
        long server = TimeUnit.NANOSECONDS.toMillis(nanos) + (nanos > 0 ? 1 : 0);
        return server == 0 || commandTimeout == 0 || server > MAX.toMillis() - commandTimeout
                ? 0
                : (int) server + commandTimeout;
    }

    /** Returns a timeout in milliseconds, rounded up; 0 for none. */
    static int millis(@Nullable Duration timeout) {
        return timeout == null ? 0 : (int) timeout.plusNanos(999_999).toMillis();
    }
}
