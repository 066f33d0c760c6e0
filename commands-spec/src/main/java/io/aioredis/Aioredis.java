package io.aioredis;

import io.aioredis.connection.ConnectionOptions;
import io.aioredis.connection.RedisAddress;
import io.aioredis.connection.RedisConnection;
import io.aioredis.mixin.CommandsFactory;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The ways to connect.
 *
 * <p>An address is {@code redis://[user[:password]@]host[:port][/db][?options]}, {@code unix:///path[?options]} or the path
 * of a unix domain socket, as {@link RedisConnection#connect(String, ConnectionOptions)} has it. A wrong one is an {@link
 * IllegalArgumentException} of the call. Futures complete on the connection's event loop, exceptionally with a {@code
 * ConnectFailedException} if the server cannot be reached in time, or with the server's error if it refuses the
 * credentials or the database. When a future fails or is cancelled, no socket stays open.
 */
public final class Aioredis {
    private Aioredis() {}

    /** Connects, for raw commands, with the default options. */
    public static CompletableFuture<RedisConnection> createConnection(String address) {
        return RedisConnection.connect(address);
    }

    /** Connects, for raw commands. */
    public static CompletableFuture<RedisConnection> createConnection(String address, ConnectionOptions options) {
        return RedisConnection.connect(address, options);
    }

    /** Connects, for raw commands, to a host and port or a unix socket. */
    public static CompletableFuture<RedisConnection> createConnection(RedisAddress address, ConnectionOptions options) {
        return RedisConnection.connect(address, options);
    }

    /** Connects, for the library's commands with text as keys and values, with the default options. */
    public static CompletableFuture<Redis<String, String>> createRedis(String address) {
        return createRedis(address, Redis.utf8());
    }

    /** Connects, for the library's commands with text as keys and values. */
    public static CompletableFuture<Redis<String, String>> createRedis(String address, ConnectionOptions options) {
        return createRedis(address, options, Redis.utf8());
    }

    /**
     * Connects, for the commands of one's own client, with the default options.
     *
     * <pre>{@code
     * try (var board = Aioredis.createRedis("redis://localhost", LeaderboardClient::new).join()) {
     *     board.top("today", 9).thenAccept(System.out::println).join();
     * }
     * }</pre>
     *
     * @param factory makes the client, on the event loop; its client owns the connection and closes it
     */
    public static <C> CompletableFuture<C> createRedis(String address, CommandsFactory<C> factory) {
        return createRedis(address, ConnectionOptions.DEFAULT, factory);
    }

    /**
     * Connects, for the commands of one's own client.
     *
     * @param factory makes the client, on the event loop; its client owns the connection and closes it
     */
    public static <C> CompletableFuture<C> createRedis(
            String address, ConnectionOptions options, CommandsFactory<C> factory) {
        Objects.requireNonNull(factory, "factory");
        return createRedis(RedisConnection.connect(address, options), factory);
    }

    /**
     * Connects, to a host and port or a unix socket, for the commands of one's own client.
     *
     * @param factory makes the client, on the event loop; its client owns the connection and closes it
     */
    public static <C> CompletableFuture<C> createRedis(
            RedisAddress address, ConnectionOptions options, CommandsFactory<C> factory) {
        Objects.requireNonNull(factory, "factory");
        return createRedis(RedisConnection.connect(address, options), factory);
    }

    private static <C> CompletableFuture<C> createRedis(
            CompletableFuture<RedisConnection> connecting, CommandsFactory<C> factory) {
        CompletableFuture<C> result = new CompletableFuture<>();
        connecting.whenComplete((connection, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                complete(result, factory, connection);
            }
        });
        result.whenComplete((client, failure) -> {
            if (result.isCancelled()) {
                connecting.cancel(false);
            }
        });
        return result;
    }

    private static <C> void complete(
            CompletableFuture<C> result, CommandsFactory<C> factory, RedisConnection connection) {
        boolean isTaken = false;
        try {
            isTaken = result.complete(factory.create(connection));
        } catch (Throwable t) {
            result.completeExceptionally(t);
        } finally {
            if (!isTaken) {
                connection.close(); // the factory threw, or nobody waits any more
            }
        }
    }
}
