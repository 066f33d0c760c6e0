package io.aioredis.benchmarks;

/** Each thread waits for its command. */
final class BlockingLoad implements Load {
    private final PeerClient client;
    private final Operation operation;

    BlockingLoad(PeerClient client, Operation operation) {
        this.client = client;
        this.operation = operation;
    }

    @Override
    public void run(int turn) throws Exception {
        client.getBlocking(operation.key(turn));
    }

    @Override
    public void close() {
        client.close();
    }
}
