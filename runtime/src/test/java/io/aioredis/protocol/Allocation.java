package io.aioredis.protocol;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the current thread allocates. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    static long bytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** What an action allocates when everything that it needs once is there: the least of several runs. */
    static long of(Runnable action) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = bytes();
            action.run();
            least = Math.min(least, bytes() - before);
        }
        return least;
    }
}
