package io.aioredis.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Chains of commands, each issued by the completion of the one before.
 *
 * <p>The chains begin with the first invocation and end when the load is closed: an invocation only waits until another
 * so many commands are answered. With chains that ended with it, the first and the last round trip of every invocation
 * would be measured too.
 */
final class ChainsLoad implements Load {
    private final PeerClient client;
    private final Operation operation;
    private final int chains;
    private final int steps;

    /** How many times any chain has got through its steps. */
    private final AtomicLong laps = new AtomicLong();

    private final CountDownLatch running;
    private volatile long awaitedLaps;
    private volatile @Nullable Thread waiting;
    private volatile @Nullable Throwable failure;
    private volatile boolean isClosing;

    ChainsLoad(PeerClient client, Operation operation, int chains, int steps) {
        this.client = client;
        this.operation = operation;
        this.chains = chains;
        this.steps = steps;
        this.running = new CountDownLatch(chains);
    }

    @Override
    public void run(int turn) {
        long goal = awaitedLaps + chains;
        waiting = Thread.currentThread();
        awaitedLaps = goal;
        if (goal == chains) {
            for (int i = 0; i < chains; i++) {
                new Chain(i).issue();
            }
        }
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(ClientLoads.LIMIT_SECONDS);
        while (laps.get() < goal) {
            Throwable thrown = failure;
            if (thrown != null) {
                throw new IllegalStateException("a command failed: " + thrown, thrown);
            }
            if (System.nanoTime() > limit) {
                throw new IllegalStateException((goal - laps.get()) + " of " + chains
                        + " chains did not get through in " + ClientLoads.LIMIT_SECONDS + " s");
            }
            LockSupport.parkNanos(this, TimeUnit.SECONDS.toNanos(1));
        }
    }

    /** Lets the chains run out first, so that closing meets no command. */
    @Override
    public void close() {
        isClosing = true;
        try {
            running.await(ClientLoads.LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }

    private final class Chain implements Completion {
        private int n;
        private int left = steps;

        Chain(int first) {
            this.n = first;
        }

        void issue() {
            n = n + 1 & Integer.MAX_VALUE;
            try {
                operation.issue(client, n, this);
            } catch (Throwable t) {
                end(t);
            }
        }

        @Override
        public void accept(@Nullable Object value, @Nullable Throwable thrown) {
            if (thrown != null || isClosing) {
                end(thrown);
                return;
            }
            left--;
            if (left == 0) {
                left = steps;
                if (laps.incrementAndGet() == awaitedLaps) {
                    LockSupport.unpark(waiting);
                }
            }
            issue();
        }

        private void end(@Nullable Throwable thrown) {
            if (thrown != null) {
                failure = thrown;
            }
            running.countDown();
        }
    }
}
