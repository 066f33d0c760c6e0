package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.List;
import java.util.concurrent.CompletableFuture;

@RedisCommands
public interface Leaderboard {
    @Command("ZADD")
    CompletableFuture<Long> add(@Key String board, double score, String player);

    @Command("ZREVRANGE :board 0 :last WITHSCORES")
    CompletableFuture<List<Entry>> top(@Key String board, long last);

    record Entry(String player, double score) {}
}
