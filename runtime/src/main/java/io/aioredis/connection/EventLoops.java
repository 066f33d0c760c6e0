package io.aioredis.connection;

import io.netty.channel.EventLoopGroup;

/**
 * The event loops that a connection runs on: those of its options, which are never shut down here, or the shared ones,
 * which end with the last that needs them.
 */
record EventLoops(EventLoopGroup group, Transport transport, boolean isShared) {

    /** Returns the event loops of a connection with the given options, which has to release them. */
    static EventLoops acquire(ConnectionOptions options) {
        EventLoopGroup given = options.eventLoopGroup();
        return given == null ? SharedEventLoops.acquire() : new EventLoops(given, Transport.of(given), false);
    }

    /** Counts one more who needs them, beside one who does already. */
    void retain() {
        if (isShared) {
            SharedEventLoops.retain();
        }
    }

    void release() {
        if (isShared) {
            SharedEventLoops.release();
        }
    }
}
