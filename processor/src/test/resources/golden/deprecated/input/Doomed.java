package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.concurrent.CompletableFuture;

@Deprecated(forRemoval = true)
@RedisCommands
public interface Doomed {
    @Command("ZPOPMIN")
    CompletableFuture<Entry> pop(@Key String key);

    record Entry(String member, double score) {}
}
