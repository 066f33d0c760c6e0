package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.concurrent.CompletableFuture;

@RedisCommands
public interface Old<V> {
    @Deprecated
    @Command("GETSET")
    CompletableFuture<V> getSet(@Key String key, V value);

    @Deprecated(since = "2.0", forRemoval = true)
    @Command("SUBSTR")
    CompletableFuture<V> substr(@Key String key, long from, long to);

    @SuppressWarnings("deprecation")
    @Command("ZPOPMIN")
    CompletableFuture<OldEntry> pop(@Key String key);

    @Deprecated
    @Command("ZPOPMAX")
    CompletableFuture<OldEntry> popMax(@Key String key);
}
