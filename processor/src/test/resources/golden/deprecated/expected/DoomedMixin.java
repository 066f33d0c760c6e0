package io.example;

import io.aioredis.mixin.Mixin;
import io.aioredis.protocol.CommandWriter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Doomed} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
@Deprecated(
        forRemoval = true
)
@SuppressWarnings("removal")
public interface DoomedMixin extends Doomed, Mixin {
    @Override
    @SuppressWarnings("removal")
    default CompletableFuture<Doomed.Entry> pop(String key) {
        CommandWriter writer = DoomedSpecs.POP.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }
}
