package io.example;

import io.aioredis.annotation.RedisCommands;
import io.aioredis.codec.Codec;
import io.aioredis.mixin.KeyMixin;

/** Asks for what its default methods need. */
@RedisCommands
public interface Composed<K> extends KeyMixin<K> {
    default Codec<K> keys() {
        return keyCodec();
    }
}
