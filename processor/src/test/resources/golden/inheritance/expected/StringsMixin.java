package io.example;

import io.aioredis.mixin.CodecMixin;
import io.aioredis.protocol.CommandWriter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Strings} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public interface StringsMixin<K, V> extends Strings<K, V>, CodecMixin<K, V> {
    @Override
    default CompletableFuture<V> get(K key) {
        CommandWriter writer = StringsSpecs.GET.writer().size(keyCodec(), Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(keyCodec(), key).call(this));
    }

    @Override
    default CompletableFuture<Long> append(K key, V value) {
        CommandWriter writer = StringsSpecs.APPEND
                .writer()
                .size(keyCodec(), Objects.requireNonNull(key, "key"))
                .size(valueCodec(), Objects.requireNonNull(value, "value"))
                .begin();
        return executor().execute(writer.put(keyCodec(), key).put(valueCodec(), value).call(this));
    }
}
