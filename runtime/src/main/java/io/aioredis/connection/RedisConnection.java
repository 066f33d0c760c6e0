package io.aioredis.connection;

import io.aioredis.codec.Codec;
import io.aioredis.codec.CodecSource;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.protocol.SessionEffect;
import io.aioredis.pubsub.ChannelKind;
import io.aioredis.pubsub.ChannelName;
import io.aioredis.pubsub.Confirmation;
import io.aioredis.pubsub.MessageSink;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    /** What a server with RESP2 takes of a connection that has subscriptions, beside more of these. */
    private static final Set<String> ALLOWED_IN_PUBSUB = new TreeSet<>(Set.of("PING", "QUIT", "RESET"));

    /**
     * What is unsubscribed from behind each SUNSUBSCRIBE, and is never subscribed to. The server may end the subscription
     * to a channel of a shard by itself, when its slot moves away, and then confirms SUNSUBSCRIBE all the same: with RESP2
     * the second confirmation would be taken for the reply to the next command, if that were not another SUNSUBSCRIBE.
     */
    private static final ChannelName NO_SHARD = ChannelName.of("aioredis:none");

    private final RedisAddress address;
    private final ConnectionHandler handler;
    private final @Nullable Charset encoding;
    private final CodecSource rawCodecs;

    /** What the commands of this view are given as their own timeout; null if this is no view, or one without. */
    private final @Nullable Integer timeoutMillis;

    private final boolean isView;

    RedisConnection(RedisAddress address, ConnectionOptions options, ConnectionHandler handler) {
        this(address, handler, options.encoding(), null, false);
    }

    private RedisConnection(
            RedisAddress address,
            ConnectionHandler handler,
            @Nullable Charset encoding,
            @Nullable Integer timeoutMillis,
            boolean isView) {
        this.address = address;
        this.handler = handler;
        this.encoding = encoding;
        this.rawCodecs = codecs(encoding);
        this.timeoutMillis = timeoutMillis;
        this.isView = isView;
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
        check(call);
        send(call);
        return call;
    }

    private void send(Call<?> call) {
        limit(call);
        call.claim(0);
        call.setSource(handler);
        handler.submit(call, call, PendingBudget.cost(call));
    }

    @Override
    public void executeAll(List<? extends Call<?>> calls) {
        Call<?>[] group = calls.toArray(new Call<?>[0]);
        for (Call<?> call : group) {
            check(call);
        }
        if (group.length > 0) {
            sendGroup(group);
        }
    }

    private void sendGroup(Call<?>... group) {
        for (Call<?> call : group) {
            limit(call);
        }
        claimAll(group);
        long cost = 0;
        Call<?> before = null;
        for (Call<?> call : group) {
            call.setSource(handler);
            cost += PendingBudget.cost(call);
            call.setNext(before);
            before = call;
        }
        handler.submit(group[0], group[group.length - 1], cost);
    }

    private void check(Call<?> call) {
        if (!call.hasOneReply()) {
            throw new IllegalStateException(
                    call.spec().name() + ": refused, since its replies do not fit among those of other commands"
                            + (call.spec().effect() == SessionEffect.SUBSCRIPTION ? " (expected: executePubsub)" : ""));
        }
        if (handler.subscriptions().hasArrays()
                && !ALLOWED_IN_PUBSUB.contains(call.spec().name())) {
            throw new IllegalStateException(
                    call.spec().name() + ": refused, since the connection has subscriptions and its protocol is RESP2"
                            + " (expected: " + ALLOWED_IN_PUBSUB + ", or executePubsub)");
        }
    }

    private void limit(Call<?> call) {
        if (timeoutMillis != null) {
            call.setTimeoutMillis(timeoutMillis);
        } else if (call.isBlocking() && !call.hasOwnTimeout()) {
            call.setTimeoutMillis(CommandTimeout.ofBlocking(call, handler.commandTimeoutMillis()));
        }
    }

    @Override
    public CompletableFuture<List<Confirmation>> executePubsub(String command, Object... channels) {
        SubscriptionRequest request = new SubscriptionRequest(SubscriptionCommand.of(command), channels);
        handler.subscriptions().requireNoOtherSink(request);
        Call<List<Confirmation>> call = request.call();
        if (request.command() == SubscriptionCommand.SUNSUBSCRIBE) {
            Call<?> behind = new SubscriptionRequest(SubscriptionCommand.SUNSUBSCRIBE, NO_SHARD).call();
            call.exceptionally(
                    failure -> { // so that what is cancelled in time is not sent
                        behind.cancel(false);
                        return List.of();
                    });
            sendGroup(call, behind);
        } else {
            send(call);
        }
        return call;
    }

    @Override
    public CompletableFuture<@Nullable Void> select(int db) {
        if (db < 0) {
            throw new IllegalArgumentException("db: " + db + " (expected: >= 0)");
        }
        return execute(Call.of(ReplyDecoders.OK, CodecSource.NONE, "SELECT", db));
    }

    @Override
    public CompletableFuture<@Nullable Void> auth(String password) {
        return execute(Call.of(ReplyDecoders.OK, CodecSource.NONE, "AUTH", password));
    }

    @Override
    public CompletableFuture<@Nullable Void> auth(String username, String password) {
        return execute(Call.of(ReplyDecoders.OK, CodecSource.NONE, "AUTH", username, password));
    }

    @Override
    public RedisConnection view() {
        return isView ? this : new RedisConnection(address, handler, encoding, timeoutMillis, true);
    }

    @Override
    public RedisConnection withEncoding(@Nullable Charset encoding) {
        return new RedisConnection(address, handler, encoding, timeoutMillis, true);
    }

    @Override
    public RedisConnection withTimeout(@Nullable Duration timeout) {
        int millis = CommandTimeout.millis(CommandTimeout.check("timeout", timeout));
        return new RedisConnection(address, handler, encoding, millis, true);
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
    public Map<ChannelName, MessageSink> pubsubChannels() {
        return handler.subscriptions().view(ChannelKind.CHANNEL);
    }

    @Override
    public Map<ChannelName, MessageSink> pubsubPatterns() {
        return handler.subscriptions().view(ChannelKind.PATTERN);
    }

    @Override
    public int inPubsub() {
        return handler.subscriptions().total();
    }

    @Override
    public boolean isClosed() {
        return handler.isClosed();
    }

    /** Closes as {@link RedisEndpoint#close()} says; a view does nothing. */
    @Override
    public void close() {
        if (!isView) {
            handler.closeByUser();
        }
    }

    @Override
    public CompletableFuture<@Nullable Void> close(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: >= 0)");
        }
        if (!isView) {
            handler.closeWhenAnswered(limit);
        }
        return waitClosed();
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
