package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

@RedisCommands
public interface Replies {
    @Command("A")
    CompletableFuture<Void> ok();

    @Command("B")
    CompletableFuture<Long> integer();

    @Command("C")
    CompletableFuture<Integer> smallInteger();

    @Command("D")
    CompletableFuture<Double> number();

    @Command("E")
    CompletableFuture<Boolean> truth();

    @Command("F")
    CompletionStage<String> text();

    @Command("G")
    CompletionStage<byte[]> bytes();

    @Command("H")
    CompletableFuture<List<byte[]>> list();

    @Command("I")
    CompletableFuture<Set<String>> set();

    @Command("J")
    CompletableFuture<Map<String, List<Double>>> map();

    @Command("K")
    CompletableFuture<Everything> tuple();

    @Command("L")
    CompletableFuture<List<Pair<String, Long>>> tuples();

    record Everything(
            long l, int i, double d, boolean b, Long bl, Integer bi, Double bd, Boolean bb, String text, byte[] bytes) {}

    record Pair<A, B>(A first, B second) {}

    default CompletableFuture<Long> twice() {
        return integer().thenApply(Replies::twice);
    }

    static long twice(long value) {
        return doubled(value);
    }

    private static long doubled(long value) {
        return 2 * value;
    }
}
