package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.concurrent.CompletableFuture;

@Deprecated
@RedisCommands
public interface Ancient<V> {
    @Command("GET")
    CompletableFuture<V> get(@Key String key);

    @Command("ZPOPMIN")
    CompletableFuture<Entry> pop(@Key String key);

    record Entry(String member, double score) {}

    @RedisCommands
    interface Inner {
        @Command("PING")
        CompletableFuture<String> ping();
    }
}
