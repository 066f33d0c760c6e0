package io.example;

import io.aioredis.mixin.Mixin;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Outer.Ping} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public interface Outer_PingMixin extends Outer.Ping, Mixin {
    @Override
    default CompletableFuture<String> ping() {
        return executor().execute(Outer_PingSpecs.PING.writer().begin().call(this));
    }
}
