package io.example;

import io.aioredis.codec.Codec;
import io.aioredis.connection.CommandExecutor;
import io.aioredis.mixin.CommandsFactory;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * A client of the commands of {@link Values}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class ValuesClient<V> implements ValuesMixin<V>, AutoCloseable {
    private final CommandExecutor executor;

    private final Codec<V> valueCodec;

    /**
     * Creates a client that sends its commands, encoded by the codecs, through the executor.
     */
    ValuesClient(CommandExecutor executor, Codec<V> valueCodec) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.valueCodec = Objects.requireNonNull(valueCodec, "valueCodec");
    }

    /**
     * Returns a factory of clients that encode by these codecs.
     */
    static <V> CommandsFactory<ValuesClient<V>> factory(Codec<V> valueCodec) {
        Objects.requireNonNull(valueCodec, "valueCodec");
        return executor -> new ValuesClient<>(executor, valueCodec);
    }

    @Override
    public CommandExecutor executor() {
        return executor;
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
