package io.aioredis.examples;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A leaderboard of words: a sorted set whose members are words and whose scores are their counts.
 *
 * <p>This is all there is to write; {@code WordBoardClient}, which sends the commands, is generated from it.
 */
@RedisCommands
interface WordBoard {
    /**
     * Adds to the count of a word, which is 0 before it is first added to.
     *
     * @return the count afterwards
     */
    @Command("ZINCRBY")
    CompletableFuture<Double> count(@Key String board, double by, String word);

    /**
     * Lists words with their counts, the most frequent first; of two with the same count, the one that comes last in the
     * alphabet.
     *
     * @param last the rank of the last word listed, counted from 0; -1 lists all
     */
    @Command("ZREVRANGE :board 0 :last WITHSCORES")
    CompletableFuture<List<WordCount>> top(@Key String board, long last);

    /**
     * Deletes the board.
     *
     * @return whether it existed
     */
    @Command("UNLINK")
    CompletableFuture<Boolean> delete(@Key String board);
}
