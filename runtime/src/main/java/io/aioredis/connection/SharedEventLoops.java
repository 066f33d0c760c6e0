package io.aioredis.connection;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops of all connections that were given none: one group for the process, made by the first connection and
 * shut down after the last has closed. It has a thread for each processor, since an event loop never waits for anything
 * but its sockets; threads are daemons, named after the transport ({@code aioredis-epoll-1-2}).
 */
final class SharedEventLoops {
    private static final Logger LOGGER = LoggerFactory.getLogger(RedisConnection.class);

    private static @Nullable EventLoops loops;
    private static int users;
    private static boolean isChoiceLogged;

    private SharedEventLoops() {}

    /** Returns the event loops and counts one more who needs them. */
    static synchronized EventLoops acquire() {
        EventLoops current = loops;
        if (current == null) {
            current = open();
            loops = current;
        }
        users++;
        return current;
    }

    static synchronized void retain() {
        users++;
    }

    static synchronized void release() {
        EventLoops current = loops;
        if (--users == 0 && current != null) {
            loops = null;
            current.group().shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static EventLoops open() {
        Transport transport = Transport.choose(System.getProperty(Transport.PROPERTY));
        if (!isChoiceLogged) {
            isChoiceLogged = true;
            LOGGER.debug("connections use {}", transport.name());
        }
        return new EventLoops(
                new MultiThreadIoEventLoopGroup(
                        Runtime.getRuntime().availableProcessors(),
                        new DefaultThreadFactory("aioredis-" + transport.name(), true),
                        transport.loops().get()),
                transport,
                true);
    }
}
