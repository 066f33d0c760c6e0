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
}
