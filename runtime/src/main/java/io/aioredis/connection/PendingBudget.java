package io.aioredis.connection;

import io.aioredis.protocol.Call;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what is unanswered on a connection, queued and in flight together.
 *
 * <p>A bound on the queue alone would let millions of commands into flight while the server stands still.
 */
final class PendingBudget {
    static final long DEFAULT_BYTES = 256L << 20;

    /** What a command costs beside its bytes: the call, its future's dependents, its reply. */
    private static final int OVERHEAD = 256;

    private final long limit;
    private final AtomicLong pending = new AtomicLong();

    PendingBudget(long limit) {
        this.limit = limit;
    }

    static long cost(Call<?> call) {
        return call.size() + OVERHEAD;
    }

    long limit() {
        return limit;
    }

    long pending() {
        return pending.get();
    }

    /** Takes a cost if it is within the bound, or if nothing else is pending; says whether it did. */
    boolean reserve(long cost) {
        long now = pending.addAndGet(cost);
        if (now <= limit || now == cost) {
            return true;
        }
        pending.addAndGet(-cost);
        return false;
    }

    void release(long cost) {
        pending.addAndGet(-cost);
    }
}
