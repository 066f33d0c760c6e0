package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.concurrent.CompletableFuture;

@RedisCommands
public interface Strings<K, V> {
    @Command("GET")
    CompletableFuture<V> get(@Key K key);

    @Command("APPEND")
    CompletableFuture<Long> append(@Key K key, V value);
}
