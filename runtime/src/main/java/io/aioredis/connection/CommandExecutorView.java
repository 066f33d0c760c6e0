package io.aioredis.connection;

import io.aioredis.protocol.Call;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends what it is given through another executor, and closes nothing. */
record CommandExecutorView(CommandExecutor executor) implements CommandExecutor {
    @Override
    public <T extends @Nullable Object> CompletableFuture<T> execute(Call<T> call) {
        return executor.execute(call);
    }

    @Override
    public void executeAll(List<? extends Call<?>> calls) {
        executor.executeAll(calls);
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
