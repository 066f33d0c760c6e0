package io.aioredis;

import io.aioredis.codec.Codec;
import io.aioredis.commands.GenericCommandsMixin;
import io.aioredis.commands.SortedSetCommandsMixin;
import io.aioredis.commands.StringCommandsMixin;
import io.aioredis.connection.CommandExecutor;
import io.aioredis.mixin.CommandsFactory;
import java.util.Objects;

/**
 * A client with the commands of Redis and Valkey.
 *
 * <p>Thread-safe. Its methods come from the interfaces of {@code io.aioredis.commands}, by the mixins that are generated
 * for them. Commands of one's own are added as a view, {@link #as}, or by a subclass that implements more mixins:
 *
 * <pre>{@code
 * class MyRedis extends Redis<String, String> implements LeaderboardMixin { … }
 * }</pre>
 *
 * @param <K> the keys
 * @param <V> the values
 */
public class Redis<K, V>
        implements GenericCommandsMixin<K>, SortedSetCommandsMixin<K, V>, StringCommandsMixin<K, V>, AutoCloseable {
    private final CommandExecutor executor;
    private final Codec<K> keyCodec;
    private final Codec<V> valueCodec;

    /** Creates a client that sends its commands through the executor, with these codecs. */
    public Redis(CommandExecutor executor, Codec<K> keyCodec, Codec<V> valueCodec) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.keyCodec = Objects.requireNonNull(keyCodec, "keyCodec");
        this.valueCodec = Objects.requireNonNull(valueCodec, "valueCodec");
    }

    /** Returns the factory of clients whose keys and values are text, sent as UTF-8. */
    public static CommandsFactory<Redis<String, String>> utf8() {
        return factory(Codec.utf8(), Codec.utf8());
    }

    /** Returns the factory of clients whose keys and values are bytes. */
    public static CommandsFactory<Redis<byte[], byte[]>> bytes() {
        return factory(Codec.bytes(), Codec.bytes());
    }

    /** Returns the factory of clients with these codecs. */
    public static <K, V> CommandsFactory<Redis<K, V>> factory(Codec<K> keyCodec, Codec<V> valueCodec) {
        Objects.requireNonNull(keyCodec, "keyCodec");
        Objects.requireNonNull(valueCodec, "valueCodec");
        return executor -> new Redis<>(executor, keyCodec, valueCodec);
    }

    /**
     * Returns another client of the same connection, a generated one or this one with other codecs.
     *
     * <pre>{@code
     * LeaderboardClient board = redis.as(LeaderboardClient::new);
     * }</pre>
     *
     * @return a view, whose {@code close()} does nothing
     */
    public final <C> C as(CommandsFactory<C> factory) {
        return factory.create(executor.view());
    }

    @Override
    public final CommandExecutor executor() {
        return executor;
    }

    @Override
    public final Codec<K> keyCodec() {
        return keyCodec;
    }

    @Override
    public final Codec<V> valueCodec() {
        return valueCodec;
    }

    /** Closes the connection that this client was created with; of a view it closes nothing. */
    @Override
    public void close() {
        executor.close();
    }

    @Override
    public String toString() {
        return "Redis[" + executor + "]";
    }
}
