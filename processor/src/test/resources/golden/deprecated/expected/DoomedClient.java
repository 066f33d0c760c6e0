package io.example;

import io.aioredis.connection.CommandExecutor;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * A client of the commands of {@link Doomed}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
@Deprecated(
        forRemoval = true
)
@SuppressWarnings("removal")
public final class DoomedClient implements DoomedMixin, AutoCloseable {
    private final CommandExecutor executor;

    /**
     * Creates a client that sends its commands through the executor.
     */
    public DoomedClient(CommandExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    @Override
    public CommandExecutor executor() {
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
