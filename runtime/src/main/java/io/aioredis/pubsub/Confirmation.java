package io.aioredis.pubsub;

import org.jspecify.annotations.Nullable;

/**
 * How the server confirms one name of a subscription command.
 *
 * @param command the command in lower case: {@code "subscribe"}, {@code "punsubscribe"}
 * @param name the channel or pattern; null if all were unsubscribed and there was none
 * @param count how many subscriptions the connection then had: channels and patterns together, or of those to shards
 */
public record Confirmation(String command, @Nullable ChannelName name, long count) {}
