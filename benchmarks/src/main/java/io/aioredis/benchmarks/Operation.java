package io.aioredis.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A command of the workloads, with the keys that it goes through in turn. */
enum Operation {
    GET_64B("GET", 64, 1_000),
    GET_4K("GET", 4 * 1024, 1_000),
    GET_1M("GET", 1024 * 1024, 16),
    SET_64B("SET", 64, 1_000),
    SET_4K("SET", 4 * 1024, 1_000),
    SET_1M("SET", 1024 * 1024, 16),
    MGET("MGET", 64, 1_000),
    HGETALL("HGETALL", 64, 1),
    ZRANGE("ZRANGE", 64, 1);

    static final int MGET_KEYS = 100;
    static final int HASH_FIELDS = 100;
    static final int MEMBERS = 1_000;

    private static final String HASH = "hash";
    private static final String SORTED_SET = "zset";

    private final String command;
    private final String value;
    private final String[] keys;

    Operation(String command, int valueBytes, int keys) {
        this.command = command;
        this.value = "x".repeat(valueBytes);
        this.keys = IntStream.range(0, keys)
                .mapToObj(i -> String.format("string:%d:%04d", valueBytes, i))
                .toArray(String[]::new);
    }

    /** How many commands differ; command {@code n} and {@code n + period()} are the same. */
    int period() {
        return this == MGET ? 1 : keys.length;
    }

    String key(int n) {
        return keys[n % keys.length];
    }

    /** Issues the command number {@code n}. */
    void issue(PeerClient client, int n, Completion done) {
        switch (this) {
            case GET_64B, GET_4K, GET_1M -> client.get(key(n), done);
            case SET_64B, SET_4K, SET_1M -> client.set(key(n), value, done);
            case MGET -> client.mget(mgetKeys(), done);
            case HGETALL -> client.hgetall(HASH, done);
            case ZRANGE -> client.zrangeWithScores(SORTED_SET, done);
        }
    }

    private static String[] mgetKeys() {
        return MgetKeys.KEYS;
    }

    private static final class MgetKeys {
        static final String[] KEYS = Arrays.copyOf(MGET.keys, MGET_KEYS);
    }

    /** Returns the words of the command number {@code n}; each has the same length for every {@code n}. */
    List<String> words(int n) {
        return switch (this) {
            case GET_64B, GET_4K, GET_1M -> List.of(command, key(n));
            case SET_64B, SET_4K, SET_1M -> List.of(command, key(n), value);
            case MGET ->
                Stream.concat(Stream.of(command), Stream.of(mgetKeys())).toList();
            case HGETALL -> List.of(command, HASH);
            case ZRANGE -> List.of(command, SORTED_SET, "0", "-1", "WITHSCORES");
        };
    }

    /** Returns the commands that write what this operation reads. */
    List<List<String>> seed() {
        return switch (this) {
            case HGETALL ->
                IntStream.range(0, HASH_FIELDS)
                        .mapToObj(i -> List.of("HSET", HASH, String.format("field:%04d", i), value))
                        .toList();
            case ZRANGE ->
                IntStream.range(0, MEMBERS)
                        .mapToObj(i -> List.of("ZADD", SORTED_SET, i + ".5", String.format("member:%04d", i)))
                        .toList();
            default -> Stream.of(keys).map(key -> List.of("SET", key, value)).toList();
        };
    }

    /** Fails unless a client's reply has everything that it should have. */
    void check(@Nullable Object reply) {
        int expected = switch (this) {
            case GET_64B, GET_4K, GET_1M -> value.length();
            case SET_64B, SET_4K, SET_1M -> 0;
            case MGET -> MGET_KEYS;
            case HGETALL -> HASH_FIELDS;
            case ZRANGE -> MEMBERS;
        };
        if (expected > 0 && sizeOf(reply) != expected) {
            throw new IllegalStateException(this + ": a reply of " + sizeOf(reply) + " (expected: " + expected + ")");
        }
    }

    private static int sizeOf(@Nullable Object reply) {
        if (reply instanceof CharSequence text) {
            return text.length();
        }
        if (reply instanceof Collection<?> elements) {
            return elements.size();
        }
        if (reply instanceof Map<?, ?> entries) {
            return entries.size();
        }
        return reply instanceof Object[] elements ? elements.length : -1;
    }
}
