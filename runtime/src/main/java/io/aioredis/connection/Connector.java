package io.aioredis.connection;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.ConnectFailedException;
import io.aioredis.exception.RedisException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.protocol.ReplyParser;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes one connection: opens the socket, and hands the connection out when the server has accepted its first words. */
final class Connector {
    private static final int CONNECT_TIMEOUT_MILLIS = (int) TimeUnit.SECONDS.toMillis(10);
    private static final int MIN_READ = 1024;
    private static final int FIRST_READ = 16 * 1024;
    private static final int MAX_READ = 64 * 1024;

    /** After so many reads other connections of the event loop have their turn. */
    private static final int READS_PER_TURN = 4;

    private final RedisUrl url;
    private final ConnectionHandler handler;
    private final CompletableFuture<RedisConnection> result = new CompletableFuture<>();

    Connector(RedisUrl url, PendingBudget budget) {
        this.url = url;
        this.handler = new ConnectionHandler(url.address(), ReplyParser.resp(), budget);
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
        opening.channel().closeFuture().addListener(closed -> SharedEventLoops.release());
        opening.addListener(opened -> {
            if (opened.isSuccess()) {
                shakeHands();
            } else {
                result.completeExceptionally(failure(opened.cause()));
            }
        });
        result.whenComplete((connection, failure) -> {
            if (failure != null) {
                opening.channel().close();
            }
        });
        return result;
    }

    private ChannelFuture open(EventLoopGroup group) {
        return new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(MIN_READ, FIRST_READ, MAX_READ)
                                .maxMessagesPerRead(READS_PER_TURN))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(handler);
                    }
                })
                .connect(InetSocketAddress.createUnresolved(
                        url.address().host(), url.address().port()));
    }

    /** Sends what the server has to accept first, as one write. */
    private void shakeHands() {
        RedisConnection connection = new RedisConnection(url.address(), handler);
        List<Call<?>> first = firstCalls();
        CompletableFuture<?> accepted = CompletableFuture.allOf(first.toArray(new CompletableFuture<?>[0]));
        connection.executeAll(first);
        accepted.whenComplete((ok, failure) -> {
            Throwable cause = failure == null ? null : failure.getCause() != null ? failure.getCause() : failure;
            boolean isTaken = cause == null ? result.complete(connection) : result.completeExceptionally(cause);
            if (cause != null || !isTaken) {
                connection.close(); // cancelled meanwhile, or refused by the server
            }
        });
    }

    private List<Call<?>> firstCalls() {
        List<Call<?>> calls = new ArrayList<>();
        String username = url.username();
        String password = url.password();
        if (password != null) {
            calls.add(
                    username == null
                            ? Call.of(ReplyDecoders.OK, CodecSource.NONE, "AUTH", password)
                            : Call.of(ReplyDecoders.OK, CodecSource.NONE, "AUTH", username, password));
        }
        if (url.db() != 0) {
            calls.add(Call.of(ReplyDecoders.OK, CodecSource.NONE, "SELECT", url.db()));
        }
        return calls;
    }

    private RedisException failure(@Nullable Throwable cause) {
        return new ConnectFailedException(
                "connect to " + url.address() + " failed" + (cause == null ? "" : ": " + cause.getMessage()), cause);
    }
}
