package io.aioredis.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One thread issues all commands and waits for all. */
final class BurstLoad implements Load {
    private final PeerClient client;
    private final Operation operation;
    private final int commands;
    private volatile @Nullable Throwable failure;

    BurstLoad(PeerClient client, Operation operation, int commands) {
        this.client = client;
        this.operation = operation;
        this.commands = commands;
    }

    @Override
    public void run(int turn) throws InterruptedException {
        CountDownLatch unanswered = new CountDownLatch(commands);
        Completion done = (value, thrown) -> {
            if (thrown != null) {
                failure = thrown;
            }
            unanswered.countDown();
        };
        for (int i = 0; i < commands; i++) {
            operation.issue(client, i, done);
        }
        if (!unanswered.await(ClientLoads.LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(unanswered.getCount() + " of " + commands + " commands got no reply in "
                    + ClientLoads.LIMIT_SECONDS + " s");
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
}
