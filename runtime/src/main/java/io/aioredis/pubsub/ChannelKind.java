package io.aioredis.pubsub;

/** How a subscription chooses its messages. */
public enum ChannelKind {
    /** By the channel's name: SUBSCRIBE. */
    CHANNEL,
    /** By a glob-style pattern of names: PSUBSCRIBE. */
    PATTERN,
    /** By the name of a channel that belongs to a shard of a cluster: SSUBSCRIBE. */
    SHARD
}
