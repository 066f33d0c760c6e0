package io.aioredis.connection;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The event loops of all connections that were given none: one group for the process, made by the first connection and
 * shut down after the last has closed. Its threads are daemons.
 */
final class SharedEventLoops {
    private static @Nullable EventLoopGroup group;
    private static int users;

    private SharedEventLoops() {}

    static synchronized EventLoopGroup acquire() {
        EventLoopGroup current = group;
        if (current == null) {
            current = new MultiThreadIoEventLoopGroup(
                    Runtime.getRuntime().availableProcessors(),
                    new DefaultThreadFactory("aioredis", true),
                    NioIoHandler.newFactory());
            group = current;
        }
        users++;
        return current;
    }

    static synchronized void release() {
        EventLoopGroup current = group;
        if (--users == 0 && current != null) {
            group = null;
            current.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
