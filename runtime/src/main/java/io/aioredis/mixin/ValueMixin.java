package io.aioredis.mixin;

import io.aioredis.codec.Codec;

/**
 * A mixin whose values are of a type that the client chooses.
 *
 * @param <V> the values
 */
public interface ValueMixin<V> extends Mixin {
    @Override
    Codec<V> valueCodec();
}
