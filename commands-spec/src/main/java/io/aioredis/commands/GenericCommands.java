package io.aioredis.commands;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.concurrent.CompletableFuture;

/**
 * Commands on keys, whatever they hold.
 *
 * <p>Every future completes on the connection's event loop.
 *
 * @param <K> the keys
 */
@RedisCommands
public interface GenericCommands<K> {
    /**
     * Deletes a key with what it holds. O(1), or O(n) for n elements of a collection, since 1.0.
     *
     * @return whether the key existed
     */
    @Command("DEL")
    CompletableFuture<Boolean> del(@Key K key);

    /**
     * Asks for a key. O(1), since 1.0.
     *
     * @return whether it exists
     */
    @Command("EXISTS")
    CompletableFuture<Boolean> exists(@Key K key);

    /**
     * Names the type of what a key holds. O(1), since 1.0.
     *
     * @return {@code string}, {@code zset} and so on, {@code none} if the key does not exist
     */
    @Command("TYPE")
    CompletableFuture<String> type(@Key K key);

    /**
     * Deletes a key at once and frees what it held in the background. O(1) for the caller, since 4.0.
     *
     * @return whether the key existed
     */
    @Command("UNLINK")
    CompletableFuture<Boolean> unlink(@Key K key);
}
