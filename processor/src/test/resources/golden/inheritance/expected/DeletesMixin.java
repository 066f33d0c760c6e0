package io.example;

import io.aioredis.mixin.KeyMixin;
import io.aioredis.protocol.CommandWriter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Deletes} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public interface DeletesMixin<K> extends Deletes<K>, KeyMixin<K> {
    @Override
    default CompletableFuture<Boolean> delete(K key) {
        CommandWriter writer = DeletesSpecs.DELETE
                .writer()
                .size(keyCodec(), Objects.requireNonNull(key, "key"))
                .begin();
        return executor().execute(writer.put(keyCodec(), key).call(this));
    }

    @Override
    default CompletableFuture<Boolean> unlink(K key) {
        CommandWriter writer = DeletesSpecs.UNLINK
                .writer()
                .size(keyCodec(), Objects.requireNonNull(key, "key"))
                .begin();
        return executor().execute(writer.put(keyCodec(), key).call(this));
    }
}
