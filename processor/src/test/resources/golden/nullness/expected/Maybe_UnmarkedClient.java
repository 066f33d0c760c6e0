package io.example;

import io.aioredis.connection.CommandExecutor;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * A client of the commands of {@link Maybe.Unmarked}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
@NullUnmarked
public final class Maybe_UnmarkedClient implements Maybe_UnmarkedMixin, AutoCloseable {
    private final CommandExecutor executor;

    /**
     * Creates a client that sends its commands through the executor.
     */
    public Maybe_UnmarkedClient(CommandExecutor executor) {
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
