package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.concurrent.CompletableFuture;

@RedisCommands
public interface Other {
    @Command("UNLINK")
    CompletableFuture<Boolean> unlink(@Key String key);
}
