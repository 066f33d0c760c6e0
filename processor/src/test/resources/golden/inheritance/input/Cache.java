package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.RedisCommands;
import java.util.concurrent.CompletableFuture;

/** Has the same plain commands on two ways, replaces one command and asks for no key codec of its own. */
@RedisCommands
public interface Cache<V> extends Strings<String, V>, Deletes<String>, Plain<String>, Other, AutoCloseable {
    @Override
    default CompletableFuture<Long> append(String key, V value) {
        return get(key).thenApply(v -> 0L);
    }

    @Override
    @Command("TOUCH")
    CompletableFuture<Boolean> delete(String key);

    @Command("ECHO")
    CompletableFuture<V> echo(V value);

    @Override
    String toString();

    @Override
    void close();
}
