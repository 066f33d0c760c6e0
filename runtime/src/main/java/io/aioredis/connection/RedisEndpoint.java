package io.aioredis.connection;

import io.aioredis.pubsub.ChannelName;
import io.aioredis.pubsub.Confirmation;
import io.aioredis.pubsub.MessageSink;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a connection and a pool of connections have in common. */
public interface RedisEndpoint extends CommandExecutor {
    /**
     * Sends any command, named by its words, and gives its reply as what it is.
     *
     * <p>A status is a {@link String}, an integer a {@link Long}, a bulk string a {@code byte[]} or, with an {@link
     * #encoding}, a {@link String}, a nil null, an array a {@link java.util.List} of such; an error inside an array is an
     * element of the type {@code ReplyException}. What RESP3 has beyond that comes as RESP2 would have sent it, a map as a
     * list of alternating keys and values, a double as a bulk string, the pairs of ZRANGE with WITHSCORES flat: a reply is
     * the same in both protocols. The future completes on the connection's event loop, exceptionally with a {@code
     * ReplyException} if the server answers with an error.
     *
     * <pre>{@code
     * connection.execute("SET", "answer", 42).thenCompose(ok -> connection.execute("GET", "answer"));
     * }</pre>
     *
     * @param command one or more words, in any case: {@code "config get"}; arguments may follow them
     * @param arguments text (sent as UTF-8), bytes ({@code byte[]}, {@link java.nio.ByteBuffer}) and numbers, as they
     *     are at the call
     * @throws NullPointerException if the command or an argument is null; nothing was sent
     * @throws IllegalArgumentException if an argument is of another type, or the command has no word
     * @throws IllegalStateException if the command is one whose replies fit into no pipeline, such as MONITOR, or is about
     *     subscriptions, which {@link #executePubsub} is for
     */
    CompletableFuture<@Nullable Object> execute(String command, Object... arguments);

    /**
     * Subscribes or unsubscribes, by one command.
     *
     * <p>The future gets the server's confirmations, one for each name in the order given; cancelling it cancels nothing
     * else. A refusal, for want of a permission say, leaves everything as it was. Messages go to the sinks from the
     * confirmation on; a name that is subscribed to again keeps its sink.
     *
     * @param command SUBSCRIBE, PSUBSCRIBE, SSUBSCRIBE, UNSUBSCRIBE, PUNSUBSCRIBE or SUNSUBSCRIBE, in any case
     * @param channels to subscribe: a {@link io.aioredis.pubsub.MessageSink} for each channel or pattern; to unsubscribe:
     *     names ({@link String}, {@code byte[]}, {@link ChannelName}) or sinks, or nothing for all of the command's kind
     * @throws IllegalArgumentException if the command is another, a channel is of another type, a sink is of another kind
     *     than the command, or there is nothing to subscribe to; nothing was sent
     * @throws NullPointerException if a channel is null; nothing was sent
     * @throws IllegalStateException if a channel is subscribed to with another sink; nothing was sent
     */
    CompletableFuture<List<Confirmation>> executePubsub(String command, Object... channels);

    /**
     * Selects the database that commands go to from now on.
     *
     * @param db from 0; the server says which is the last
     * @throws IllegalArgumentException if it is negative; nothing was sent
     */
    CompletableFuture<@Nullable Void> select(int db);

    /** Authenticates as the server's default user; the future fails with an {@code AuthException} if that is refused. */
    CompletableFuture<@Nullable Void> auth(String password);

    /** Authenticates as a user; the future fails with an {@code AuthException} if that is refused. */
    CompletableFuture<@Nullable Void> auth(String username, String password);

    /** Returns a view, which cannot close this, whose raw commands decode bulk strings in another way; null for not at all. */
    RedisEndpoint withEncoding(@Nullable Charset encoding);

    @Override
    RedisEndpoint withTimeout(@Nullable Duration timeout);

    @Override
    RedisEndpoint view();

    /** Where the server is, as it was given: a name is not resolved. */
    RedisAddress address();

    /** The database that commands go to, as far as replies to SELECT have told. */
    int db();

    /** How {@link #execute(String, Object...)} decodes bulk strings; null if it leaves them bytes. */
    @Nullable
    Charset encoding();

    /** The channels that are subscribed to, each with its sink: an unmodifiable view that is always true. */
    Map<ChannelName, MessageSink> pubsubChannels();

    /** The patterns that are subscribed to, each with its sink: an unmodifiable view that is always true. */
    Map<ChannelName, MessageSink> pubsubPatterns();

    /**
     * How many channels and patterns are subscribed to, those of shards included, as the server has counted them. In RESP2
     * a connection that has any takes no commands but those about subscriptions, PING, RESET and QUIT: others are an {@link
     * IllegalStateException}.
     */
    int inPubsub();

    /** Whether it is closed, or about to be; true from the moment that closing begins. */
    boolean isClosed();

    /** Closes at once: unanswered commands fail, later ones are refused. May be called again and from any thread. */
    @Override
    void close();

    /**
     * Refuses new commands from now on, and closes when the others are answered.
     *
     * @param limit after this, what is still unanswered fails as with {@link #close()}
     * @return as {@link #waitClosed}
     * @throws IllegalArgumentException if the limit is negative
     */
    CompletableFuture<@Nullable Void> close(Duration limit);

    /**
     * Returns a future that completes, on the event loop, when everything is closed and every command is answered or
     * failed. It does not close anything; cancelling it has no effect on others.
     */
    CompletableFuture<@Nullable Void> waitClosed();
}
