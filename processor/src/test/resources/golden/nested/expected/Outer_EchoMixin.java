package io.example;

import io.aioredis.mixin.Mixin;
import io.aioredis.protocol.CommandWriter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Outer.Echo} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
interface Outer_EchoMixin extends Outer.Echo, Mixin {
    @Override
    default CompletableFuture<String> echo(String message) {
        CommandWriter writer = Outer_EchoSpecs.ECHO.writer().size(Objects.requireNonNull(message, "message")).begin();
        return executor().execute(writer.put(message).call(this));
    }
}
