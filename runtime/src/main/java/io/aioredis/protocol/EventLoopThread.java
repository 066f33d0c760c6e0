package io.aioredis.protocol;

/**
 * Knows which threads read replies, and so must not wait for one.
 *
 * <p>A connection marks the thread of its event loop; the mark ends with the thread.
 */
public final class EventLoopThread {
    private static final ThreadLocal<Boolean> MARK = new ThreadLocal<>();

    private EventLoopThread() {}

    /** Marks the current thread. */
    public static void mark() {
        MARK.set(true);
    }

    /**
     * Does nothing on a thread that may wait for a reply.
     *
     * @param what what would be waited for, for the message
     * @throws IllegalStateException on an event loop's thread
     */
    public static void requireOther(Object what) {
        if (MARK.get() != null) {
            throw new IllegalStateException(
                    what + ": waiting on an event loop's thread ("
                            + Thread.currentThread().getName()
                            + ") would keep replies from being read (expected: another thread, or a stage that is run on completion)");
        }
    }
}
