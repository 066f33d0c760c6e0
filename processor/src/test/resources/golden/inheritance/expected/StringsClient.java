package io.example;

import io.aioredis.codec.Codec;
import io.aioredis.connection.CommandExecutor;
import io.aioredis.mixin.CommandsFactory;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * A client of the commands of {@link Strings}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public final class StringsClient<K, V> implements StringsMixin<K, V>, AutoCloseable {
    private final CommandExecutor executor;

    private final Codec<K> keyCodec;

    private final Codec<V> valueCodec;

    /**
     * Creates a client that sends its commands, encoded by the codecs, through the executor.
     */
    public StringsClient(CommandExecutor executor, Codec<K> keyCodec, Codec<V> valueCodec) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.keyCodec = Objects.requireNonNull(keyCodec, "keyCodec");
        this.valueCodec = Objects.requireNonNull(valueCodec, "valueCodec");
    }

    /**
     * Returns a factory of clients that encode by these codecs.
     */
    public static <K, V> CommandsFactory<StringsClient<K, V>> factory(Codec<K> keyCodec,
            Codec<V> valueCodec) {
        Objects.requireNonNull(keyCodec, "keyCodec");
        Objects.requireNonNull(valueCodec, "valueCodec");
        return executor -> new StringsClient<>(executor, keyCodec, valueCodec);
    }

    @Override
    public CommandExecutor executor() {
        return executor;
    }

    @Override
    public Codec<K> keyCodec() {
        return keyCodec;
    }

    @Override
    public Codec<V> valueCodec() {
        return valueCodec;
    }

    /**
     * Closes the executor: the connection if it is one, nothing if it is a view of one.
     */
    @Override
    public void close() {
        executor.close();
    }
}
