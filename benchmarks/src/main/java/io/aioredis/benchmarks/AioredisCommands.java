package io.aioredis.benchmarks;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A command of the workloads that {@code Redis} does not have yet. */
@RedisCommands
interface AioredisCommands {
    @Command("HGETALL")
    CompletableFuture<Map<String, String>> hgetall(@Key String key);
}
