package io.aioredis.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A workload on a client. */
final class ClientLoad implements Load {
    private static final int LIMIT_SECONDS = 60;

    private final PeerClient client;
    private final Workload workload;
    private final Operation operation;
    private volatile @Nullable Throwable failure;

    ClientLoad(PeerClient client, Workload workload) throws Exception {
        this.client = client;
        this.workload = workload;
        this.operation = workload.operation();
        checkReply();
    }

    private void checkReply() throws Exception {
        if (workload.shape() == Workload.Shape.THREADS) {
            operation.check(client.getBlocking(operation.key(0)));
            return;
        }
        CompletableFuture<@Nullable Object> reply = new CompletableFuture<>();
        operation.issue(client, 0, (value, thrown) -> {
            if (thrown != null) {
                reply.completeExceptionally(thrown);
            } else {
                reply.complete(value);
            }
        });
        operation.check(reply.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void run(int turn) throws Exception {
        if (workload.shape() == Workload.Shape.THREADS) {
            client.getBlocking(operation.key(turn));
            return;
        }
        CountDownLatch running = new CountDownLatch(workload.inFlight());
        for (int i = 0; i < workload.inFlight(); i++) {
            new Chain(i, workload.steps(), running).issue();
        }
        if (!running.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(running.getCount() + " of " + workload.inFlight()
                    + " chains got no reply in " + LIMIT_SECONDS + " s");
        }
        Throwable thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("a command failed: " + thrown, thrown);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** Commands of which each is issued by the completion of the one before; a burst has chains of one. */
    private final class Chain implements Completion {
        private final CountDownLatch running;
        private int n;
        private int left;

        Chain(int first, int steps, CountDownLatch running) {
            this.n = first;
            this.left = steps;
            this.running = running;
        }

        void issue() {
            n++;
            operation.issue(client, n, this);
        }

        @Override
        public void accept(@Nullable Object value, @Nullable Throwable thrown) {
            if (thrown != null) {
                failure = thrown;
                running.countDown();
                return;
            }
            left--;
            if (left == 0) {
                running.countDown();
                return;
            }
            try {
                issue();
            } catch (Throwable t) {
                failure = t;
                running.countDown();
            }
        }
    }
}
