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

    /**
     * Returns the factory of the client that was generated for an interface, for code that knows the interface only at
     * run time; all other code names the generated class, {@code LeaderboardClient::new}. The client is also {@link
     * AutoCloseable}.
     *
     * <p>The one place of the library that uses reflection.
     *
     * @throws IllegalStateException if there is no such client, or it needs codecs, or it is not public
     */
    static <C> CommandsFactory<C> generated(Class<C> commands) {
        return GeneratedClient.factory(commands);
    }
}
