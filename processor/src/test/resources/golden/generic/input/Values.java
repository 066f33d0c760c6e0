package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.RedisCommands;
import java.util.concurrent.CompletableFuture;

@RedisCommands
interface Values<V> {
    @Command("ECHO")
    CompletableFuture<V> echo(V value);
}
