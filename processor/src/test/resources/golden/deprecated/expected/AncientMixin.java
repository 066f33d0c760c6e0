package io.example;

import io.aioredis.mixin.ValueMixin;
import io.aioredis.protocol.CommandWriter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Ancient} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
@Deprecated
public interface AncientMixin<V> extends Ancient<V>, ValueMixin<V> {
    @Override
    default CompletableFuture<V> get(String key) {
        CommandWriter writer = AncientSpecs.GET.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }

    @Override
    default CompletableFuture<Ancient.Entry> pop(String key) {
        CommandWriter writer = AncientSpecs.POP.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }
}
