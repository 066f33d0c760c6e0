package io.aioredis.mixin;

import io.aioredis.codec.Codec;

/**
 * A mixin whose keys are of a type that the client chooses.
 *
 * @param <K> the keys
 */
public interface KeyMixin<K> extends Mixin {
    @Override
    Codec<K> keyCodec();
}
