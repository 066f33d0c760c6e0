package io.aioredis.commands;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Commands on sorted sets: members, each once, in the order of their scores and, among equal scores, of their bytes.
 *
 * <p>Every future completes on the connection's event loop. A rank counts from 0; a negative one counts from the end, -1
 * being the last. Complexities are for a set of n members.
 *
 * @param <K> the keys
 * @param <V> the members
 */
@RedisCommands
public interface SortedSetCommands<K, V> {
    /**
     * Adds a member, or gives it another score. O(log n), since 1.2.
     *
     * @return 1 if the member is new, 0 if only its score was set
     */
    @Command("ZADD")
    CompletableFuture<Long> zadd(@Key K key, double score, V member);

    /**
     * Counts the members. O(1), since 1.2.
     *
     * @return 0 if the key does not exist
     */
    @Command("ZCARD")
    CompletableFuture<Long> zcard(@Key K key);

    /**
     * Adds to the score of a member, which is 0 if it is new. O(log n), since 1.2.
     *
     * @return the score afterwards
     */
    @Command("ZINCRBY")
    CompletableFuture<Double> zincrby(@Key K key, double increment, V member);

    /** Lists members by rank, lowest score first. O(log n + m) for m members listed, since 1.2. */
    @Command("ZRANGE")
    CompletableFuture<List<V>> zrange(@Key K key, long start, long stop);

    /** Lists members with their scores by rank, lowest score first. O(log n + m) for m members listed, since 1.2. */
    @Command("ZRANGE :key :start :stop WITHSCORES")
    CompletableFuture<List<ScoredValue<V>>> zrangeWithScores(@Key K key, long start, long stop);

    /** Lists members with their scores by rank, highest score first. O(log n + m) for m members listed, since 6.2. */
    @Command("ZRANGE :key :start :stop REV WITHSCORES")
    CompletableFuture<List<ScoredValue<V>>> zrangeRevWithScores(@Key K key, long start, long stop);

    /**
     * Tells the rank of a member, lowest score first. O(log n), since 2.0.
     *
     * @return null if there is no such member
     */
    @Command("ZRANK")
    CompletableFuture<@Nullable Long> zrank(@Key K key, V member);

    /**
     * Removes a member. O(log n), since 1.2.
     *
     * @return 1 if it was there, else 0
     */
    @Command("ZREM")
    CompletableFuture<Long> zrem(@Key K key, V member);

    /**
     * Tells the score of a member. O(1), since 1.2.
     *
     * @return null if there is no such member
     */
    @Command("ZSCORE")
    CompletableFuture<@Nullable Double> zscore(@Key K key, V member);
}
