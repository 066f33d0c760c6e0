package io.aioredis.connection;

/**
 * Milliseconds since the start of the process, in an int that wraps after 24 days: times are compared by the sign of
 * their difference.
 */
final class Clock {
    private static final long START = System.nanoTime();

    private Clock() {}

    static int now() {
        return (int) ((System.nanoTime() - START) / 1_000_000);
    }
}
