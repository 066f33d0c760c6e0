package io.aioredis.connection;

import io.aioredis.exception.ConnectFailedException;
import io.aioredis.exception.ConnectTimeoutException;
import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.exception.ReplyException;
import io.aioredis.protocol.ReplyFuture;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes one connection: finds the addresses of the host, opens a socket to the first of them that accepts one, and hands
 * the connection out when the server has accepted its first words.
 *
 * <p>The connect timeout covers all of it. Each address but the last gets an equal share of the time that is left: of
 * three the first a third, the second half of the rest, the last what remains.
 */
final class Connector {
    private static final int MIN_READ = 1024;
    private static final int FIRST_READ = 16 * 1024;
    private static final int MAX_READ = 64 * 1024;

    /** After so many reads other connections of the event loop have their turn. */
    private static final int READS_PER_TURN = 4;

    /** How many keep-alive probes have to stay unanswered. */
    private static final int PROBES = 3;

    /** What a socket has until it is open: the handlers are for the one that opens. */
    private static final ChannelHandler NOTHING_YET = new ChannelInitializer<>() {
        @Override
        protected void initChannel(Channel channel) {}
    };

    private final RedisAddress address;
    private final ConnectionOptions options;
    private final HostResolver resolver;
    private final ConnectionHandler handler;
    private final EventLoops loops;
    private final EventLoop loop;
    private final long deadline;
    private final FutureListener<Object> onLoopEnd =
            ended -> fail(new ConnectionClosedException("the event loop has ended", null));
    private final CompletableFuture<RedisConnection> result;

    // confined to the event loop
    private final Queue<SocketAddress> untried = new ArrayDeque<>();
    private final List<String> refusals = new ArrayList<>();
    private @Nullable Channel channel;

    private volatile String step = "finding the host's addresses";

    Connector(RedisAddress address, ConnectionOptions options) {
        this(address, options, HostResolver.SHARED);
    }

    Connector(RedisAddress address, ConnectionOptions options, HostResolver resolver) {
        if (options.tls() != null && !(address instanceof RedisAddress.Tcp)) {
            throw new IllegalArgumentException("tls: set for the unix socket " + address + " (expected: none)");
        }
        this.address = address;
        this.options = options;
        this.resolver = resolver;
        this.handler = new ConnectionHandler(address, options);
        this.deadline = System.nanoTime() + options.connectTimeout().toNanos();
        this.loops = EventLoops.acquire(options);
        this.loop = loops.group().next();
        this.handler.setGroup(loops.group());
        this.result = options.callbackExecutor() == null ? new ReplyFuture<>(handler) : new CompletableFuture<>();
    }

    CompletableFuture<RedisConnection> connect() {
        loop.terminationFuture().addListener(onLoopEnd);
        Future<?> timer = scheduleTimeOut();
        result.whenComplete((connection, failure) -> onLoop(() -> end(timer, failure != null)));
        if (address instanceof RedisAddress.Tcp tcp) {
            resolve(tcp);
        } else if (address instanceof RedisAddress.Unix unix) {
            onLoop(() -> open(List.of(loops.transport().unixAddress().apply(unix.path()))));
        }
        return options.callbackExecutor() == null ? result : completedByExecutor();
    }

    /** Returns a future that completes on an executor, and closes a connection that nobody takes from it. */
    private CompletableFuture<RedisConnection> completedByExecutor() {
        ReplyFuture<RedisConnection> handedOver = new ReplyFuture<>(handler);
        result.whenComplete(handedOver::settle);
        handedOver.whenComplete((connection, failure) -> {
            if (failure != null && !result.completeExceptionally(failure)) {
                result.thenAccept(RedisConnection::close);
            }
        });
        return handedOver;
    }

    private void end(Future<?> timer, boolean hasFailed) {
        timer.cancel(false);
        loop.terminationFuture().removeListener(onLoopEnd);
        Channel last = channel;
        if (hasFailed && last != null && last.isRegistered()) {
            last.close().addListener(closed -> loops.release());
        } else {
            loops.release();
        }
    }

    /** The socket that was opened last; to be asked when the connect is done. */
    @Nullable
    Channel channel() {
        return channel;
    }

    private Future<?> scheduleTimeOut() {
        try {
            return loop.schedule(this::timeOut, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null); // onLoopEnd fails the connect
        }
    }

    /** Runs a step on the event loop, if there is still one: onLoopEnd does what is to be done otherwise. */
    private void onLoop(Runnable step) {
        try {
            loop.execute(() -> {
                try {
                    step.run();
                } catch (Throwable t) {
                    fail(t);
                }
            });
        } catch (RejectedExecutionException e) {
            // it has ended, and closed its sockets
        }
    }

    // ------------------------------------------------------------------------------------------------ the socket

    private void resolve(RedisAddress.Tcp tcp) {
        CompletableFuture<List<InetAddress>> resolving;
        try {
            resolving = resolver.resolve(tcp.host());
        } catch (Throwable t) {
            resolving = CompletableFuture.failedFuture(t); // no thread could be started
        }
        resolving.whenComplete((addresses, failure) -> onLoop(() -> {
            if (failure == null) {
                open(addresses.stream()
                        .map(found -> new InetSocketAddress(found, tcp.port()))
                        .toList());
            } else if (failure instanceof UnknownHostException) {
                result.completeExceptionally(
                        failure("no address is known for the host: " + failure.getMessage(), failure));
            } else {
                fail(failure);
            }
        }));
    }

    private void open(List<? extends SocketAddress> addresses) {
        untried.addAll(addresses);
        openNext();
    }

    private void openNext() {
        if (result.isDone()) {
            return;
        }
        int share = untried.size();
        SocketAddress next = untried.remove();
        step = "opening the socket" + (next instanceof InetSocketAddress ? " to " + text(next) : "")
                + (refusals.isEmpty() ? "" : ", after " + String.join("; ", refusals));
        ChannelFuture opening = bootstrap(share).connect(next);
        channel = opening.channel();
        closeAtShutdown(opening.channel());
        opening.addListener(opened -> {
            if (opened.isSuccess()) {
                opened(opening.channel());
            } else {
                onLoop(() -> refused(next, opened.cause()));
            }
        });
    }

    /**
     * Closes a socket when its event loop ends. Netty does that too, but not if the loop is told to end, without a quiet
     * period, while it runs tasks: it then ends before it looks at its sockets again, and they stay open.
     */
    private void closeAtShutdown(Channel channel) {
        if (loop instanceof SingleThreadEventExecutor executor && channel.isRegistered()) {
            Runnable close = channel::close;
            executor.addShutdownHook(close);
            channel.closeFuture().addListener(closed -> executor.removeShutdownHook(close));
        }
    }

    private Bootstrap bootstrap(int share) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .disableResolver()
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(MIN_READ, FIRST_READ, MAX_READ)
                                .maxMessagesPerRead(READS_PER_TURN))
                .handler(NOTHING_YET);
        if (address instanceof RedisAddress.Unix) {
            return bootstrap.channel(loops.transport().unixChannel());
        }
        noticeLostPeer(bootstrap);
        return bootstrap
                .channel(loops.transport().tcpChannel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, openTimeoutMillis(share));
    }

    /**
     * Divides the TCP timeout so that keep-alive and unacknowledged data come to the same end at the same time: the first
     * probe after half of it, two more in its last third. (Linux lets the user timeout decide for keep-alive too: were the
     * first probe as late as that, its loss alone would end a healthy connection.)
     */
    private void noticeLostPeer(Bootstrap bootstrap) {
        Duration timeout = options.tcpTimeout();
        if (timeout == null) {
            return;
        }
        Transport.TcpOptions available = loops.transport().tcpOptions();
        int seconds = (int) timeout.toSeconds();
        bootstrap.option(ChannelOption.SO_KEEPALIVE, true);
        set(bootstrap, available.keepIdle(), seconds / 2);
        set(bootstrap, available.keepInterval(), seconds / 2 / PROBES);
        set(bootstrap, available.keepCount(), PROBES);
        set(bootstrap, available.userTimeout(), (int) timeout.toMillis());
    }

    private static void set(Bootstrap bootstrap, @Nullable ChannelOption<Integer> option, int value) {
        if (option != null) {
            bootstrap.option(option, value);
        }
    }

    /** For the last address a little more than what is left, since the deadline of the whole is to be reported then. */
    private int openTimeoutMillis(int share) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        long millis = share == 1 ? left + 1000 : left / share;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, millis));
    }

    private void refused(SocketAddress tried, Throwable cause) {
        refusals.add(reason(tried, cause));
        if (untried.isEmpty()) {
            result.completeExceptionally(failure(String.join("; ", refusals), cause));
        } else {
            openNext();
        }
    }

    /** Why a socket was not opened; Netty mostly has its address behind the reason, in a form of its own. */
    private String reason(SocketAddress tried, Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        String suffix = ": " + tried;
        String reason = message.endsWith(suffix) ? message.substring(0, message.length() - suffix.length()) : message;
        return tried instanceof InetSocketAddress ? text(tried) + ": " + reason : reason;
    }

    private static String text(SocketAddress tried) {
        return ((InetSocketAddress) tried).getAddress().getHostAddress();
    }

    // ------------------------------------------------------------------------------------------------ the first words

    /**
     * Releases the event loops some tasks later. Netty announces the end of a channel by a task of its own, behind what its
     * close future runs: the last connection would else be told that its loop has ended, and not why it was closed itself.
     */
    private void releaseLater(int tasks) {
        if (tasks == 0) {
            loops.release();
            return;
        }
        try {
            loop.execute(() -> releaseLater(tasks - 1));
        } catch (RejectedExecutionException e) {
            loops.release();
        }
    }

    /** Equips the socket, before it is announced as active and read from, and goes on. */
    private void opened(Channel channel) {
        loops.retain();
        channel.closeFuture().addListener(closed -> releaseLater(2));
        try {
            TlsOptions tls = options.tls();
            SslHandler encryption = tls != null && address instanceof RedisAddress.Tcp tcp
                    ? tls.newHandler(channel.alloc(), tcp)
                    : null;
            if (encryption != null) {
                channel.pipeline().addLast(encryption);
            }
            channel.pipeline().addLast(handler);
            if (encryption == null) {
                shakeHands();
            } else {
                encrypt(encryption);
            }
        } catch (Throwable t) {
            fail(t);
        }
    }

    /** Goes on when the connection is encrypted. */
    private void encrypt(SslHandler encryption) {
        step = "agreeing on encryption";
        encryption.handshakeFuture().addListener(agreed -> {
            if (agreed.isSuccess()) {
                shakeHands();
            } else {
                fail(agreed.cause());
            }
        });
    }

    private void shakeHands() {
        step = "waiting for the server to accept the first commands";
        RedisConnection connection = new RedisConnection(address, options, handler);
        new Handshake(options).run(connection).whenComplete((accepted, failure) -> {
            boolean isTaken = failure == null
                    ? result.complete(connection)
                    : result.completeExceptionally(
                            failure instanceof ReplyException ? failure : failure(failure.getMessage(), failure));
            if (failure != null || !isTaken) {
                connection.close(); // refused by the server, or cancelled or timed out meanwhile
            }
        });
    }

    private void timeOut() {
        result.completeExceptionally(new ConnectTimeoutException(
                "connect to " + address + " timed out after "
                        + options.connectTimeout().toMillis() + " ms while " + step,
                null));
    }

    private void fail(Throwable cause) {
        result.completeExceptionally(failure(cause.getMessage(), cause));
    }

    private ConnectFailedException failure(@Nullable String reason, Throwable cause) {
        return new ConnectFailedException(
                "connect to " + address + " failed" + (reason == null ? "" : ": " + reason), cause);
    }
}
