package io.example;

import javax.annotation.processing.Generated;

/**
 * A client of the commands of {@link Outer.Ping}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public final class Outer_PingClient implements Outer_PingMixin, AutoCloseable {
    private final io.aioredis.connection.CommandExecutor executor;

    /**
     * Creates a client that sends its commands through the executor.
     */
    public Outer_PingClient(io.aioredis.connection.CommandExecutor executor) {
        this.executor = java.util.Objects.requireNonNull(executor, "executor");
    }

    @Override
    public io.aioredis.connection.CommandExecutor executor() {
        return executor;
    }

    /**
     * Closes the executor: the connection if it is one, nothing if it is a view of one.
     */
    @Override
    public void close() {
        executor.close();
    }
}
