package io.example;

import io.aioredis.mixin.ValueMixin;
import io.aioredis.protocol.CommandWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Implements the commands of {@link Maybe} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public interface MaybeMixin<V extends @Nullable Object> extends Maybe<V>, ValueMixin<V> {
    @Override
    default CompletableFuture<@Nullable String> get(String key) {
        CommandWriter writer = MaybeSpecs.GET.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }

    @Override
    default CompletableFuture<List<@Nullable V>> fields(String key, @Nullable String field,
            byte @Nullable [] other) {
        CommandWriter writer = MaybeSpecs.FIELDS
                .writer()
                .size(Objects.requireNonNull(key, "key"))
                .size(Objects.requireNonNull(field, "field"))
                .size(Objects.requireNonNull(other, "other"))
                .begin();
        return executor().execute(writer.put(key).put(field).put(other).call(this));
    }

    @Override
    default CompletableFuture<@Nullable V> pop(String key) {
        CommandWriter writer = MaybeSpecs.POP.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }

    @Override
    default CompletableFuture<Maybe. @Nullable Entry> popMax(String key) {
        CommandWriter writer = MaybeSpecs.POP_MAX.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }

    @Override
    default CompletableFuture<@Nullable String> take(String key, String other) {
        CommandWriter writer = MaybeSpecs.TAKE
                .writer()
                .size(Objects.requireNonNull(key, "key"))
                .size(Objects.requireNonNull(other, "other"))
                .begin();
        return executor().execute(writer.put(key).put(other).call(this));
    }
}
