package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@RedisCommands
public interface Maybe<V extends @Nullable Object> extends Base<String> {
    @Command("GET")
    CompletableFuture<@Nullable String> get(@Key String key);

    @Command("HMGET")
    CompletableFuture<List<@Nullable V>> fields(@Key String key, @Nullable String field, byte @Nullable [] other);

    @Command("LPOP")
    CompletableFuture<@Nullable V> pop(@Key String key);

    @Command("ZPOPMAX")
    CompletableFuture<Maybe.@Nullable Entry> popMax(@Key String key);

    record Entry(String member, double score) {}

    @NullUnmarked
    @RedisCommands
    interface Unmarked {
        @Command("GET")
        CompletableFuture<String> get(@Key String key);
    }
}
