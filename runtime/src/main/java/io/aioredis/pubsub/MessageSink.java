package io.aioredis.pubsub;

import org.jspecify.annotations.Nullable;

/**
 * What takes the messages of one subscription.
 *
 * <p>A connection calls it on its event loop, in the order in which the messages came: it must not block, and what it
 * throws ends the subscription as far as it is concerned: the sink is closed with that exception and gets no more. The
 * same sink may serve several connections and must then be thread-safe.
 */
public interface MessageSink {
    /** The channel, or the pattern, that it is subscribed to. */
    ChannelName name();

    /** How the subscription chooses its messages. */
    ChannelKind kind();

    /** Whether {@link #name} is a pattern. */
    default boolean isPattern() {
        return kind() == ChannelKind.PATTERN;
    }

    /**
     * Takes a message.
     *
     * <p>What the server sends of a tracked key, in RESP2 on the channel {@code __redis__:invalidate}, comes as one message
     * for each key, and as an empty one if it concerns all keys.
     *
     * @param channel where it was published; for a pattern the channel whose name matched
     * @param payload the sink's own
     */
    void put(ChannelName channel, byte[] payload);

    /**
     * Ends the subscription; no message comes after it.
     *
     * @param cause null if it was unsubscribed; else why the connection ended, or what {@link #put} has thrown
     */
    void close(@Nullable Throwable cause);
}
