package io.aioredis.mixin;

/**
 * A mixin whose keys and values are of types that the client chooses.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public interface CodecMixin<K, V> extends KeyMixin<K>, ValueMixin<V> {}
