package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import io.aioredis.annotation.RedisCommands;
import java.util.concurrent.CompletableFuture;

@RedisCommands
public interface Arguments {
    @Command("CONFIG GET")
    CompletableFuture<String> config(String name);

    @Command("config :sub name")
    CompletableFuture<String> configOf(String sub);

    @Command("SET :key :value EX :seconds NX GET")
    CompletableFuture<String> set(@Key String key, byte[] value, int seconds);

    @Command("GET")
    CompletableFuture<byte[]> get(@Key String key);

    @Command("GET")
    CompletableFuture<byte[]> get(@Key byte[] key);

    @Command("X.NUMBERS")
    CompletableFuture<Void> numbers(byte b, short s, int i, long l, float f, double d);

    @Command("X.BOXES")
    CompletableFuture<Void> boxes(Byte b, Short s, Integer i, Long l, Float f, Double d);

    @Command("ECHO")
    CompletableFuture<String> echo(String writer);

    @Command("ECHO ::word \"grüße\\")
    CompletableFuture<String> literalColon();

    @Command("EVAL return:1 0 ::x :reader")
    CompletableFuture<Integer> evalURL2Path(String reader);
}
