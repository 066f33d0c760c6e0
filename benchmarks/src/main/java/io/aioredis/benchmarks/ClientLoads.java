package io.aioredis.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the loads of clients. */
final class ClientLoads {
    static final int LIMIT_SECONDS = 60;

    private ClientLoads() {}

    /** Returns the load of a workload, once a first reply was found to be what it should be. */
    static Load open(PeerClient client, Workload workload) throws Exception {
        Operation operation = workload.operation();
        if (workload.shape() == Workload.Shape.THREADS) {
            operation.check(client.getBlocking(operation.key(0)));
            return new BlockingLoad(client, operation);
        }
        operation.check(firstReply(client, operation).get(LIMIT_SECONDS, TimeUnit.SECONDS));
        return workload.shape() == Workload.Shape.BURST
                ? new BurstLoad(client, operation, workload.inFlight())
                : new ChainsLoad(client, operation, workload.inFlight(), workload.steps());
    }

    private static CompletableFuture<@Nullable Object> firstReply(PeerClient client, Operation operation) {
        CompletableFuture<@Nullable Object> reply = new CompletableFuture<>();
        operation.issue(client, 0, (value, thrown) -> {
            if (thrown != null) {
                reply.completeExceptionally(thrown);
            } else {
                reply.complete(value);
            }
        });
        return reply;
    }
}
