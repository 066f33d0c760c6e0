package io.example;

import io.aioredis.mixin.ValueMixin;
import io.aioredis.protocol.CommandWriter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Old} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public interface OldMixin<V> extends Old<V>, ValueMixin<V> {
    @Override
    @Deprecated
    default CompletableFuture<V> getSet(String key, V value) {
        CommandWriter writer = OldSpecs.GET_SET
                .writer()
                .size(Objects.requireNonNull(key, "key"))
                .size(valueCodec(), Objects.requireNonNull(value, "value"))
                .begin();
        return executor().execute(writer.put(key).put(valueCodec(), value).call(this));
    }

    @Override
    @Deprecated(
            since = "2.0",
            forRemoval = true
    )
    @SuppressWarnings("removal")
    default CompletableFuture<V> substr(String key, long from, long to) {
        CommandWriter writer = OldSpecs.SUBSTR
                .writer()
                .size(Objects.requireNonNull(key, "key"))
                .size(from)
                .size(to)
                .begin();
        return executor().execute(writer.put(key).put(from).put(to).call(this));
    }

    @Override
    @SuppressWarnings("deprecation")
    default CompletableFuture<OldEntry> pop(String key) {
        CommandWriter writer = OldSpecs.POP.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }

    @Override
    @Deprecated
    default CompletableFuture<OldEntry> popMax(String key) {
        CommandWriter writer = OldSpecs.POP_MAX.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }
}
