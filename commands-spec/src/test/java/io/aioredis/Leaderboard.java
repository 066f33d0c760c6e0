package io.aioredis;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import io.aioredis.commands.ScoredValue;
import java.util.List;
import java.util.concurrent.CompletableFuture;

@RedisCommands
public interface Leaderboard {
    @Command("ZADD")
    CompletableFuture<Long> add(@Key String board, double score, String player);

    @Command("ZREVRANGE :board 0 :last WITHSCORES")
    CompletableFuture<List<ScoredValue<String>>> top(@Key String board, long last);

    /** What a user composes of commands is left alone by the processor. */
    default CompletableFuture<List<ScoredValue<String>>> addAndTop(String board, double score, String player) {
        return add(board, score, player).thenCompose(added -> top(board, 9));
    }
}
