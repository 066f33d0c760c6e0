package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

@RedisCommands
public interface Words<K, V extends Comparable<V> & Serializable> {
    @Command("GET")
    CompletableFuture<V> get(@Key K key);

    @Command("SET")
    CompletableFuture<Void> set(@Key K key, V value);

    @Command("RANDOMKEY")
    CompletionStage<K> randomKey();

    @Command("HGETALL")
    CompletableFuture<Map<String, V>> all(@Key K key);

    @Command("SMEMBERS")
    CompletableFuture<Set<V>> members(@Key K key);

    @Command("ZREVRANGE :key 0 -1 WITHSCORES")
    CompletableFuture<List<Scored<V>>> top(@Key K key);

    @Command("ZPOPMAX")
    CompletableFuture<Bounded<V>> pop(@Key K key);

    record Scored<T>(T value, double score) {}

    record Bounded<T extends Comparable<T>>(T value, double score) {}
}
