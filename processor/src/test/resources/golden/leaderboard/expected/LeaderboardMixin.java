package io.example;

import io.aioredis.mixin.Mixin;
import io.aioredis.protocol.CommandWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Leaderboard} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public interface LeaderboardMixin extends Leaderboard, Mixin {
    @Override
    default CompletableFuture<Long> add(String board, double score, String player) {
        CommandWriter writer = LeaderboardSpecs.ADD
                .writer()
                .size(Objects.requireNonNull(board, "board"))
                .size(score)
                .size(Objects.requireNonNull(player, "player"))
                .begin();
        return executor().execute(writer.put(board).put(score).put(player).call(this));
    }

    @Override
    default CompletableFuture<List<Leaderboard.Entry>> top(String board, long last) {
        CommandWriter writer = LeaderboardSpecs.TOP
                .writer()
                .size(Objects.requireNonNull(board, "board"))
                .size(last)
                .begin();
        return executor().execute(writer.put(board).word(0).put(last).word(1).call(this));
    }
}
