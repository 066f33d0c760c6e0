package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.RedisCommands;
import java.util.concurrent.CompletableFuture;

public final class Outer {
    private Outer() {}

    @RedisCommands
    public interface Ping {
        @Command("PING")
        CompletableFuture<String> ping();

        /** Hides what the generated code names. */
        interface CommandWriter {}

        interface Objects {}

        interface CommandExecutor {}
    }

    @RedisCommands
    interface Echo {
        @Command("ECHO")
        CompletableFuture<String> echo(String message);
    }
}
