package io.aioredis.connection;

import io.aioredis.codec.Codec;
import io.aioredis.codec.CodecSource;
import io.aioredis.protocol.Call;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server, over which any number of commands is under way at once.
 *
 * <p>Thread-safe. Commands of one thread are executed in the order in which it gave them. Futures complete on the
 * connection's event loop, in the order of the replies; what a completion does should be short, and must not block. A
 * connection does not reconnect: when it ends, every unanswered command fails and it is closed for good.
 *
 * <p>What is unanswered is bounded, {@link ConnectionOptions.Builder#maxPendingBytes}. A command beyond that
 * fails at once with a {@code PendingLimitException}, and nothing of it is sent.
 */
public final class RedisConnection implements RedisEndpoint {
    private final RedisAddress address;
    private final @Nullable Charset encoding;
    private final CodecSource rawCodecs;
    private final ConnectionHandler handler;

    RedisConnection(RedisAddress address, ConnectionOptions options, ConnectionHandler handler) {
        this.address = address;
        this.encoding = options.encoding();
        this.rawCodecs = codecs(encoding);
        this.handler = handler;
    }

    /** The codecs by which the replies to raw commands are read. */
    private static CodecSource codecs(@Nullable Charset encoding) {
        Codec<?> values = encoding == null ? Codec.bytes() : Codec.text(encoding);
        return new CodecSource() {
            @Override
            public Codec<?> valueCodec() {
                return values;
            }
        };
    }

    /** Connects as {@link #connect(String, ConnectionOptions)} with the default options. */
    public static CompletableFuture<RedisConnection> connect(String address) {
        return connect(address, ConnectionOptions.DEFAULT);
    }

    /**
     * Connects to a server.
     *
     * <p>A host name is looked up at each connect, by threads that are there for it, and its addresses are tried in turn
     * until one accepts a socket.
     *
     * @param address {@code redis://[user[:password]@]host[:port][/db][?options]}, {@code rediss://…} for TLS, {@code
     *     unix:///path[?options]} or the path of a unix domain socket. User, password and options are percent-encoded; the port is 6379 and the database
     *     0 unless given. The options are {@code db}, {@code username}, {@code password}, {@code encoding}, {@code
     *     timeout} (of connecting, in seconds), {@code client_name} and {@code protocol} (2 or 3)
     * @param options what the address does not say
     * @return completes on the event loop (or, if that has ended, on a thread of Netty's) with a connection that is authenticated and has its database selected, or
     *     exceptionally with a {@code ConnectFailedException} (a {@code ConnectTimeoutException} if that took too long),
     *     or with the server's error if it refuses the credentials, the database or the protocol; then, and when it is
     *     cancelled, no socket stays open
     * @throws IllegalArgumentException if the address has a part that is wrong or unknown, which the message names
     * @throws IllegalStateException if the system property {@code io.aioredis.transport} names a transport that cannot be
     *     had, and the options name no event loops
     */
    public static CompletableFuture<RedisConnection> connect(String address, ConnectionOptions options) {
        RedisUrl.Target target = RedisUrl.parse(address, options);
        return connect(target.address(), target.options());
    }

    /** Connects as {@link #connect(String, ConnectionOptions)}. */
    public static CompletableFuture<RedisConnection> connect(RedisAddress address, ConnectionOptions options) {
        return new Connector(address, options).connect();
    }

    @Override
    public CompletableFuture<@Nullable Object> execute(String command, Object... arguments) {
        return execute(Call.of(rawCodecs, command, arguments));
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> execute(Call<T> call) {
        requireOneReply(call);
        call.claim(0);
        handler.submit(call, call, PendingBudget.cost(call));
        return call;
    }

    @Override
    public void executeAll(List<? extends Call<?>> calls) {
        Call<?>[] group = calls.toArray(new Call<?>[0]);
        if (group.length == 0) {
            return;
        }
        for (Call<?> call : group) {
            requireOneReply(call);
        }
        claimAll(group);
        long cost = 0;
        Call<?> before = null;
        for (Call<?> call : group) {
            cost += PendingBudget.cost(call);
            call.setNext(before);
            before = call;
        }
        handler.submit(group[0], group[group.length - 1], cost);
    }

    private static void requireOneReply(Call<?> call) {
        if (!call.hasOneReply()) {
            throw new IllegalStateException(
                    call.spec().name() + ": refused, since its replies do not fit among those of other commands");
        }
    }

    private static void claimAll(Call<?>[] group) {
        int claimed = 0;
        try {
            while (claimed < group.length) {
                group[claimed].claim(group.length - 1 - claimed);
                claimed++;
            }
        } finally {
            if (claimed < group.length) {
                for (int i = 0; i < claimed; i++) {
                    group[i].unclaim();
                }
            }
        }
    }

    @Override
    public RedisAddress address() {
        return address;
    }

    @Override
    public int db() {
        return handler.session().db();
    }

    @Override
    public @Nullable Charset encoding() {
        return encoding;
    }

    /**
     * Whether MULTI was answered and EXEC or DISCARD was not. Until then the futures of the commands behind MULTI do not
     * complete: what they wait for is EXEC.
     */
    public boolean isInTransaction() {
        return handler.session().isInTransaction();
    }

    @Override
    public boolean isClosed() {
        return handler.isClosed();
    }

    @Override
    public void close() {
        handler.closeByUser();
    }

    @Override
    public CompletableFuture<@Nullable Void> waitClosed() {
        return handler.closed().copy();
    }

    @Override
    public String toString() {
        return "RedisConnection[" + address + ", db=" + db() + (isClosed() ? ", closed]" : "]");
    }
}
