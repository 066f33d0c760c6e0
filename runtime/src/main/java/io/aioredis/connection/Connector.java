package io.aioredis.connection;

import io.aioredis.exception.ConnectFailedException;
import io.aioredis.exception.ConnectTimeoutException;
import io.aioredis.exception.ReplyException;
import io.aioredis.protocol.ReplyFuture;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes one connection: opens the socket, and hands the connection out when the server has accepted its first words. */
final class Connector {
    private static final int MIN_READ = 1024;
    private static final int FIRST_READ = 16 * 1024;
    private static final int MAX_READ = 64 * 1024;

    /** After so many reads other connections of the event loop have their turn. */
    private static final int READS_PER_TURN = 4;

    private final RedisAddress address;
    private final ConnectionOptions options;
    private final ConnectionHandler handler;
    private final CompletableFuture<RedisConnection> result = new ReplyFuture<>();
    private volatile String step = "opening the socket";

    Connector(RedisAddress address, ConnectionOptions options) {
        if (options.tls() != null && !(address instanceof RedisAddress.Tcp)) {
            throw new IllegalArgumentException("tls: set for the unix socket " + address + " (expected: none)");
        }
        this.address = address;
        this.options = options;
        this.handler = new ConnectionHandler(address, options);
    }

    CompletableFuture<RedisConnection> connect() {
        EventLoopGroup group = SharedEventLoops.acquire();
        ChannelFuture opening;
        try {
            opening = open(group);
        } catch (Throwable t) {
            SharedEventLoops.release();
            throw t;
        }
        Channel channel = opening.channel();
        Future<?> deadline =
                group.next().schedule(this::timeOut, options.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
        opening.addListener(opened -> {
            if (opened.isSuccess()) {
                encrypt(channel);
            } else {
                result.completeExceptionally(failure(opened.cause()));
            }
        });
        result.whenComplete((connection, failure) -> {
            deadline.cancel(false);
            if (failure != null) {
                channel.close();
            }
        });
        // last, since a connect that is refused at once may end the event loop, which is to run the others before
        channel.closeFuture().addListener(closed -> SharedEventLoops.release());
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

    private ChannelFuture open(EventLoopGroup group) {
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(MIN_READ, FIRST_READ, MAX_READ)
                                .maxMessagesPerRead(READS_PER_TURN))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        TlsOptions tls = options.tls();
                        if (tls != null && address instanceof RedisAddress.Tcp tcp) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc(), tcp));
                        }
                        channel.pipeline().addLast(handler);
                    }
                });
        if (address instanceof RedisAddress.Unix unix) {
            return bootstrap.channel(NioDomainSocketChannel.class).connect(UnixDomainSocketAddress.of(unix.path()));
        }
        RedisAddress.Tcp tcp = (RedisAddress.Tcp) address;
        return bootstrap
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis())
                .connect(InetSocketAddress.createUnresolved(tcp.host(), tcp.port()));
    }

    /** A little more than the deadline for the whole, which is to be the one that is reported. */
    private int connectTimeoutMillis() {
        return (int) Math.min(Integer.MAX_VALUE, options.connectTimeout().toMillis() + 1000);
    }

    /** Goes on when the connection is encrypted, if it is to be. */
    private void encrypt(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            shakeHands();
            return;
        }
        step = "agreeing on encryption";
        tls.handshakeFuture().addListener(agreed -> {
            if (agreed.isSuccess()) {
                shakeHands();
            } else {
                result.completeExceptionally(failure(agreed.cause()));
            }
        });
    }

    private void shakeHands() {
        step = "waiting for the server to accept the first commands";
        RedisConnection connection = new RedisConnection(address, options, handler);
        new Handshake(options).run(connection).whenComplete((accepted, failure) -> {
            boolean isTaken = failure == null
                    ? result.complete(connection)
                    : result.completeExceptionally(failure instanceof ReplyException ? failure : failure(failure));
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

    private ConnectFailedException failure(@Nullable Throwable cause) {
        return new ConnectFailedException(
                "connect to " + address + " failed" + (cause == null ? "" : ": " + cause.getMessage()), cause);
    }
}
