package io.aioredis.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A workload on bare sockets: one, or one for each blocking thread. */
final class FloorLoad implements Load {
    private final ServerAddress address;
    private final Workload workload;
    private final List<FloorConnection> connections = new CopyOnWriteArrayList<>();
    private final ThreadLocal<FloorConnection> ofThread = ThreadLocal.withInitial(this::open);

    FloorLoad(ServerAddress address, Workload workload) {
        this.address = address;
        this.workload = workload;
    }

    private FloorConnection open() {
        try {
            FloorConnection connection = new FloorConnection(address, workload.operation());
            connections.add(connection);
            return connection;
        } catch (IOException e) {
            throw new IllegalStateException("connect to " + address + " failed", e);
        }
    }

    @Override
    public void run(int turn) throws IOException {
        FloorConnection connection = ofThread.get();
        if (workload.shape() == Workload.Shape.THREADS) {
            connection.burst(1);
        } else if (workload.shape() == Workload.Shape.BURST) {
            connection.burst(workload.inFlight());
        } else {
            connection.stream(workload.inFlight(), workload.commandsPerInvocation());
        }
    }

    @Override
    public void close() throws IOException {
        for (FloorConnection connection : connections) {
            connection.close();
        }
    }
}
