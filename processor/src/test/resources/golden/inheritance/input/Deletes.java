package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.concurrent.CompletableFuture;

@RedisCommands
public interface Deletes<K> extends Plain<K> {
    @Command("DEL")
    CompletableFuture<Boolean> delete(@Key K key);
}
