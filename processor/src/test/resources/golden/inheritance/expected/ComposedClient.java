package io.example;

import io.aioredis.codec.Codec;
import io.aioredis.connection.CommandExecutor;
import io.aioredis.mixin.CommandsFactory;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * A client of the commands of {@link Composed}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public final class ComposedClient<K> implements ComposedMixin<K>, AutoCloseable {
    private final CommandExecutor executor;

    private final Codec<K> keyCodec;

    /**
     * Creates a client that sends its commands, encoded by the codecs, through the executor.
     */
    public ComposedClient(CommandExecutor executor, Codec<K> keyCodec) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.keyCodec = Objects.requireNonNull(keyCodec, "keyCodec");
    }

    /**
     * Returns a factory of clients that encode by these codecs.
     */
    public static <K> CommandsFactory<ComposedClient<K>> factory(Codec<K> keyCodec) {
        Objects.requireNonNull(keyCodec, "keyCodec");
        return executor -> new ComposedClient<>(executor, keyCodec);
    }

    @Override
    public CommandExecutor executor() {
        return executor;
    }

    @Override
    public Codec<K> keyCodec() {
        return keyCodec;
    }

    /**
     * Closes the executor: the connection if it is one, nothing if it is a view of one.
     */
    @Override
    public void close() {
        executor.close();
    }
}
