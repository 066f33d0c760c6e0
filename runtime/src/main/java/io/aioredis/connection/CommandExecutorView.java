package io.aioredis.connection;

import io.aioredis.protocol.Call;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends what it is given through another executor, with a timeout of its own if it has one, and closes nothing. */
final class CommandExecutorView implements CommandExecutor {
    private static final int NOT_OWN = -1;

    private final CommandExecutor executor;
    private final int timeoutMillis;

    private CommandExecutorView(CommandExecutor executor, int timeoutMillis) {
        this.executor = executor;
        this.timeoutMillis = timeoutMillis;
    }

    static CommandExecutorView of(CommandExecutor executor) {
        return new CommandExecutorView(executor, NOT_OWN);
    }

    /** A view of one that already has a timeout replaces it, so that the one nearest to the caller counts. */
    @Override
    public CommandExecutor withTimeout(@Nullable Duration timeout) {
        return new CommandExecutorView(executor, CommandTimeout.millis(CommandTimeout.check("timeout", timeout)));
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> execute(Call<T> call) {
        limit(call);
        return executor.execute(call);
    }

    @Override
    public void executeAll(List<? extends Call<?>> calls) {
        calls.forEach(this::limit);
        executor.executeAll(calls);
    }

    private void limit(Call<?> call) {
        if (timeoutMillis != NOT_OWN) {
            call.setTimeoutMillis(timeoutMillis);
        }
    }

    @Override
    public CommandExecutor view() {
        return this;
    }

    @Override
    public void close() {
        // what it looks at belongs to somebody else
    }
}
