package io.example;

import io.aioredis.mixin.Mixin;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Ancient.Inner} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
@Deprecated
public interface Ancient_InnerMixin extends Ancient.Inner, Mixin {
    @Override
    default CompletableFuture<String> ping() {
        return executor().execute(Ancient_InnerSpecs.PING.writer().begin().call(this));
    }
}
