package io.aioredis.connection;

import io.aioredis.protocol.Call;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends what it is given through another executor, and closes nothing. */
record CommandExecutorView(CommandExecutor executor) implements CommandExecutor {
    @Override
    public <T> CompletableFuture<T> execute(Call<T> call) {
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
