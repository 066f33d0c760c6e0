package io.aioredis.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueDomainSocketChannel;
import io.netty.channel.kqueue.KQueueIoHandle;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A way to do I/O, with everything about a connection that depends on it.
 *
 * <p>epoll and kqueue are taken where their native library is. io_uring has to be asked for: with Netty 4.2.18 a good part
 * of the resets that come right behind data go unnoticed by it, and the connection waits for a reply that never comes,
 * where epoll and NIO notice all of them. It also needs a recent kernel, and containers often forbid it.
 *
 * @param handle what the event loops of this transport take
 * @param loops makes what turns threads into such event loops
 * @param unixAddress makes the address of a unix socket from its path
 */
record Transport(
        String name,
        Class<? extends IoHandle> handle,
        Supplier<IoHandlerFactory> loops,
        Class<? extends Channel> tcpChannel,
        Class<? extends Channel> unixChannel,
        Function<String, SocketAddress> unixAddress,
        TcpOptions tcpOptions) {

    /** The system property that names the transport of the shared event loops. */
    static final String PROPERTY = "io.aioredis.transport";

    private static final Logger LOGGER = LoggerFactory.getLogger(RedisConnection.class);

    /** What is taken without being asked for, if its library is there. */
    private static final String PREFERRED = preferred(System.getProperty("os.name", ""));

    private static final String EXPECTED = " (expected: epoll, kqueue, io_uring or nio)";

    /**
     * The channel options by which a socket notices that its peer is gone, null where the transport has none.
     *
     * @param keepIdle seconds
     * @param keepInterval seconds
     * @param keepCount of probes
     * @param userTimeout milliseconds
     */
    record TcpOptions(
            @Nullable ChannelOption<Integer> keepIdle,
            @Nullable ChannelOption<Integer> keepInterval,
            @Nullable ChannelOption<Integer> keepCount,
            @Nullable ChannelOption<Integer> userTimeout) {}

    /**
     * Returns the transport of a name.
     *
     * @throws IllegalArgumentException if there is none of that name
     * @throws LinkageError if it is not there, or not for this system
     */
    static Transport of(String name) {
        return switch (name) {
            case "epoll" -> epoll();
            case "kqueue" -> kqueue();
            case "io_uring" -> ioUring();
            case "nio" -> nio();
            default -> throw new IllegalArgumentException("transport: " + name + EXPECTED);
        };
    }

    /**
     * Returns the transport of a group of event loops.
     *
     * @throws IllegalArgumentException if it is none of ours
     */
    static Transport of(EventLoopGroup group) {
        if (group instanceof IoEventLoopGroup loops) {
            if (loops.isCompatible(NioIoHandle.class)) {
                return nio(); // no native library is loaded for somebody who wants none
            }
            for (String name : List.of("epoll", "kqueue", "io_uring")) {
                try {
                    Transport transport = of(name);
                    if (loops.isCompatible(transport.handle())) {
                        return transport;
                    }
                } catch (LinkageError e) {
                    // then the group cannot be of that kind
                }
            }
        }
        throw new IllegalArgumentException("eventLoopGroup: " + group.getClass().getName()
                + " with another kind of I/O (expected: epoll, kqueue, io_uring or NIO)");
    }

    /**
     * Returns the best transport that is there, or the one that is wanted.
     *
     * @throws IllegalStateException if that one cannot be had
     */
    static Transport choose(@Nullable String wanted) {
        if (wanted != null) {
            return require(wanted);
        }
        try {
            return of(PREFERRED);
        } catch (LinkageError e) {
            LOGGER.debug("no {}: {}", PREFERRED, reason(PREFERRED, e));
            return nio();
        }
    }

    private static String preferred(String system) {
        if (system.equals("Linux")) {
            return "epoll";
        }
        return system.startsWith("Mac") || system.endsWith("BSD") ? "kqueue" : "nio";
    }

    private static Transport require(String name) {
        try {
            return of(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(PROPERTY + ": " + name + EXPECTED, e);
        } catch (LinkageError e) {
            throw new IllegalStateException(PROPERTY + ": " + name + " cannot be used: " + reason(name, e), e);
        }
    }

    /** Why a transport cannot be used, and what may help: Netty's own error says only that loading has failed. */
    private static String reason(String name, LinkageError error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String system = name.equals("kqueue") ? "osx" : "linux";
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String classifier = switch (processor) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "aarch_64";
            default -> processor;
        };
        return root + " (it needs io.netty:netty-transport-native-" + name + " with classifier " + system + "-"
                + classifier + ", and on the module path --add-modules io.netty.transport." + name + "." + system + "."
                + classifier + ")";
    }

    private static Transport epoll() {
        Epoll.ensureAvailability();
        return new Transport(
                "epoll",
                EpollIoHandle.class,
                EpollIoHandler::newFactory,
                EpollSocketChannel.class,
                EpollDomainSocketChannel.class,
                DomainSocketAddress::new,
                new TcpOptions(
                        EpollChannelOption.TCP_KEEPIDLE,
                        EpollChannelOption.TCP_KEEPINTVL,
                        EpollChannelOption.TCP_KEEPCNT,
                        EpollChannelOption.TCP_USER_TIMEOUT));
    }

    private static Transport kqueue() {
        KQueue.ensureAvailability();
        return new Transport(
                "kqueue",
                KQueueIoHandle.class,
                KQueueIoHandler::newFactory,
                KQueueSocketChannel.class,
                KQueueDomainSocketChannel.class,
                DomainSocketAddress::new,
                new TcpOptions(null, null, null, null));
    }

    private static Transport ioUring() {
        IoUring.ensureAvailability();
        return new Transport(
                "io_uring",
                IoUringIoHandle.class,
                IoUringIoHandler::newFactory,
                IoUringSocketChannel.class,
                IoUringDomainSocketChannel.class,
                DomainSocketAddress::new,
                new TcpOptions(
                        IoUringChannelOption.TCP_KEEPIDLE,
                        IoUringChannelOption.TCP_KEEPINTVL,
                        IoUringChannelOption.TCP_KEEPCNT,
                        IoUringChannelOption.TCP_USER_TIMEOUT));
    }

    private static Transport nio() {
        return new Transport(
                "nio",
                NioIoHandle.class,
                NioIoHandler::newFactory,
                NioSocketChannel.class,
                NioDomainSocketChannel.class,
                UnixDomainSocketAddress::of,
                JdkSockets.OPTIONS);
    }

    /** What the sockets of this JDK on this system have; asked of one, since module jdk.net may not be there. */
    private static final class JdkSockets {
        static final TcpOptions OPTIONS = find();

        private static TcpOptions find() {
            try (SocketChannel socket = SocketChannel.open()) {
                Map<String, SocketOption<?>> byName = new HashMap<>();
                socket.supportedOptions().forEach(option -> byName.put(option.name(), option));
                return new TcpOptions(
                        option(byName.get("TCP_KEEPIDLE")),
                        option(byName.get("TCP_KEEPINTERVAL")),
                        option(byName.get("TCP_KEEPCOUNT")),
                        null);
            } catch (IOException e) {
                return new TcpOptions(null, null, null, null);
            }
        }

        @SuppressWarnings("unchecked") // its type has just been looked at
        private static @Nullable ChannelOption<Integer> option(@Nullable SocketOption<?> option) {
            return option != null && option.type() == Integer.class
                    ? NioChannelOption.of((SocketOption<Integer>) option)
                    : null;
        }
    }
}
