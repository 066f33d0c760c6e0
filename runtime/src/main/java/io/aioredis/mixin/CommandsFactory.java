package io.aioredis.mixin;

import io.aioredis.connection.CommandExecutor;

/**
 * Makes a client on top of something that sends commands; the constructor of a generated client is one.
 *
 * <pre>{@code
 * CompletableFuture<LeaderboardClient> client = Aioredis.createRedis("redis://localhost", LeaderboardClient::new);
 * }</pre>
 *
 * @param <C> the client
 */
@FunctionalInterface
public interface CommandsFactory<C> {
    /** Returns a new client that sends its commands through the executor; must not block. */
    C create(CommandExecutor executor);
}
