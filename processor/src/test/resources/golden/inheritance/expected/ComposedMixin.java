package io.example;

import io.aioredis.mixin.Mixin;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Composed} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public interface ComposedMixin<K> extends Composed<K>, Mixin {
}
