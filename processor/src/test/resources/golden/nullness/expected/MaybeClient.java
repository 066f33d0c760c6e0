package io.example;

import io.aioredis.codec.Codec;
import io.aioredis.connection.CommandExecutor;
import io.aioredis.mixin.CommandsFactory;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * A client of the commands of {@link Maybe}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public final class MaybeClient<V extends @Nullable Object> implements MaybeMixin<V>, AutoCloseable {
    private final CommandExecutor executor;

    private final Codec<V> valueCodec;

    /**
     * Creates a client that sends its commands, encoded by the codecs, through the executor.
     */
    public MaybeClient(CommandExecutor executor, Codec<V> valueCodec) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.valueCodec = Objects.requireNonNull(valueCodec, "valueCodec");
    }

    /**
     * Returns a factory of clients that encode by these codecs.
     */
    public static <V extends @Nullable Object> CommandsFactory<MaybeClient<V>> factory(
            Codec<V> valueCodec) {
        Objects.requireNonNull(valueCodec, "valueCodec");
        return executor -> new MaybeClient<>(executor, valueCodec);
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
