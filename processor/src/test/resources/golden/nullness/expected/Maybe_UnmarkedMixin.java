package io.example;

import io.aioredis.mixin.Mixin;
import io.aioredis.protocol.CommandWriter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * Implements the commands of {@link Maybe.Unmarked} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
@NullUnmarked
public interface Maybe_UnmarkedMixin extends Maybe.Unmarked, Mixin {
    @Override
    default CompletableFuture<String> get(String key) {
        CommandWriter writer = Maybe_UnmarkedSpecs.GET.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }
}
