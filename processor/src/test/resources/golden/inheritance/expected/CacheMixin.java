package io.example;

import io.aioredis.protocol.CommandWriter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Cache} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public interface CacheMixin<V> extends Cache<V>,
        StringsMixin<String, V>,
        DeletesMixin<String>,
        OtherMixin {
    @Override
    default CompletableFuture<Long> append(String key, V value) {
        return Cache.super.append(key, value);
    }

    @Override
    default CompletableFuture<Boolean> delete(String key) {
        CommandWriter writer = CacheSpecs.DELETE.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }

    @Override
    default CompletableFuture<V> echo(V value) {
        CommandWriter writer = CacheSpecs.ECHO
                .writer()
                .size(valueCodec(), Objects.requireNonNull(value, "value"))
                .begin();
        return executor().execute(writer.put(valueCodec(), value).call(this));
    }

    @Override
    default CompletableFuture<Boolean> unlink(String key) {
        CommandWriter writer = CacheSpecs.UNLINK.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }

    @Override
    void close();
}
