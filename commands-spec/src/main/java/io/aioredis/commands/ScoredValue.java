package io.aioredis.commands;

/**
 * A member of a sorted set with its score.
 *
 * @param value the member
 * @param score may be infinite
 * @param <V> the members
 */
public record ScoredValue<V>(V value, double score) {}
