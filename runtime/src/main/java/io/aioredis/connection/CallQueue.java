package io.aioredis.connection;

import io.aioredis.codec.CodecSource;
import io.aioredis.protocol.Call;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What any thread puts calls into and the event loop empties at once.
 *
 * <p>A stack in one word, linked by the calls themselves. The word is also what says that a drain is due (the stack was
 * empty) and that the connection is closed, so that no call can slip in between. A group of calls is pushed by one step
 * and so cannot be split.
 */
final class CallQueue {
    enum Push {
        /** The calls are queued, and whoever pushed first sees to the drain. */
        QUEUED,
        /** The calls are queued, and the caller has to see to a drain. */
        DRAIN_DUE,
        /** Nothing is queued, nor will be. */
        CLOSED
    }

    private static final Call<?> CLOSED = Call.of(CodecSource.NONE, "closed");

    private final AtomicReference<@Nullable Call<?>> top = new AtomicReference<>();
    private final AtomicReference<@Nullable Call<?>> leftAtClose = new AtomicReference<>();

    /**
     * Queues a chain of calls that is linked from the last to the first.
     *
     * @param first the one to be sent first, linked to nothing; it still is if the answer is {@link Push#CLOSED}
     * @param last the one to be sent last
     */
    Push push(Call<?> first, Call<?> last) {
        while (true) {
            Call<?> below = top.get();
            if (below == CLOSED) {
                first.setNext(null); // an attempt before may have linked it to calls of others
                return Push.CLOSED;
            }
            first.setNext(below);
            if (top.compareAndSet(below, last)) {
                return below == null ? Push.DRAIN_DUE : Push.QUEUED;
            }
        }
    }

    boolean isEmpty() {
        return top.get() == null;
    }

    /** Takes what is queued; null if that is nothing. The calls are linked from the last to the first. */
    @Nullable
    Call<?> takeAll() {
        while (true) {
            Call<?> taken = top.get();
            if (taken == null) {
                return null;
            }
            if (taken == CLOSED) {
                return leftAtClose.getAndSet(null);
            }
            if (top.compareAndSet(taken, null)) {
                return taken;
            }
        }
    }

    /** Links calls from the first to the last that are linked the other way round, and returns the first; null for none. */
    static @Nullable Call<?> inOrder(@Nullable Call<?> last) {
        Call<?> first = null;
        for (Call<?> call = last; call != null; ) {
            Call<?> before = call.next();
            call.setNext(first);
            first = call;
            call = before;
        }
        return first;
    }

    /** Refuses what comes later. What is queued stays for {@link #takeAll}, which is to be called after this. */
    void close() {
        Call<?> left = top.getAndSet(CLOSED);
        if (left != null && left != CLOSED) {
            leftAtClose.set(left);
        }
    }

    boolean isClosed() {
        return top.get() == CLOSED;
    }
}
