package io.example;

import io.aioredis.mixin.ValueMixin;
import io.aioredis.protocol.CommandWriter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Values} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
interface ValuesMixin<V> extends Values<V>, ValueMixin<V> {
    @Override
    default CompletableFuture<V> echo(V value) {
        CommandWriter writer = ValuesSpecs.ECHO
                .writer()
                .size(valueCodec(), Objects.requireNonNull(value, "value"))
                .begin();
        return executor().execute(writer.put(valueCodec(), value).call(this));
    }
}
