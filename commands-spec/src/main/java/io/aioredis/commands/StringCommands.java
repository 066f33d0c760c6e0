package io.aioredis.commands;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Commands on strings: one value under one key, at most 512 MB.
 *
 * <p>Every future completes on the connection's event loop. A key that holds something else than a string is a {@code
 * ReplyException} with the code {@code WRONGTYPE}.
 *
 * @param <K> the keys
 * @param <V> the values
 */
@RedisCommands
public interface StringCommands<K, V> {
    /**
     * Appends to a value, which is empty if the key does not exist. O(1), since 2.0.
     *
     * @return the length of the value afterwards, in bytes
     */
    @Command("APPEND")
    CompletableFuture<Long> append(@Key K key, V value);

    /**
     * Reads a value. O(1), since 1.0.
     *
     * @return null if the key does not exist
     */
    @Command("GET")
    CompletableFuture<@Nullable V> get(@Key K key);

    /**
     * Adds one to a number, which is 0 if the key does not exist. O(1), since 1.0.
     *
     * @return the number afterwards; fails if the value is no integer of 64 bits, or would be none afterwards
     */
    @Command("INCR")
    CompletableFuture<Long> incr(@Key K key);

    /**
     * Adds to a number, which is 0 if the key does not exist. O(1), since 1.0.
     *
     * @return the number afterwards; fails as {@link #incr}
     */
    @Command("INCRBY")
    CompletableFuture<Long> incrby(@Key K key, long increment);

    /** Sets a value, whatever the key held before, and takes away its time to live. O(1), since 1.0. */
    @Command("SET")
    CompletableFuture<Void> set(@Key K key, V value);

    /**
     * Measures a value. O(1), since 2.2.
     *
     * @return the length in bytes, 0 if the key does not exist
     */
    @Command("STRLEN")
    CompletableFuture<Long> strlen(@Key K key);
}
