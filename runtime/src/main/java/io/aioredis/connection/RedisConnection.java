package io.aioredis.connection;

import io.aioredis.codec.Codec;
import io.aioredis.codec.CodecSource;
import io.aioredis.protocol.Call;
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
 * <p>What is unanswered is bounded to 256 MiB, counting for each command its bytes and 256 more. A command beyond that
 * fails at once with a {@code PendingLimitException}, and nothing of it is sent.
 */
public final class RedisConnection implements RedisEndpoint {
    private static final CodecSource RAW = new CodecSource() {
        @Override
        public Codec<?> valueCodec() {
            return Codec.bytes();
        }
    };

    private final RedisAddress address;
    private final ConnectionHandler handler;

    RedisConnection(RedisAddress address, ConnectionHandler handler) {
        this.address = address;
        this.handler = handler;
    }

    /**
     * Connects to a server.
     *
     * @param url {@code redis://[user[:password]@]host[:port][/db]}, user and password percent-encoded; the port is 6379
     *     and the database 0 unless given
     * @return completes on the event loop with a connection that is authenticated and has its database selected, or
     *     exceptionally with a {@code ConnectFailedException}, or with the server's error if it refuses the credentials
     *     or the database; then, and when it is cancelled, no socket stays open
     * @throws IllegalArgumentException if the URL has a part that is wrong or unknown
     */
    public static CompletableFuture<RedisConnection> connect(String url) {
        return new Connector(RedisUrl.parse(url), new PendingBudget(PendingBudget.DEFAULT_BYTES)).connect();
    }

    @Override
    public CompletableFuture<@Nullable Object> execute(String command, Object... arguments) {
        return execute(Call.of(RAW, command, arguments));
    }

    @Override
    public <T> CompletableFuture<T> execute(Call<T> call) {
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
        return "RedisConnection[" + address + (isClosed() ? ", closed]" : "]");
    }
}
