package io.aioredis.connection;

import java.nio.charset.Charset;
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
     * @throws IllegalStateException if the command is one whose replies fit into no pipeline, such as MONITOR
     */
    CompletableFuture<@Nullable Object> execute(String command, Object... arguments);

    /** Where the server is, as it was given: a name is not resolved. */
    RedisAddress address();

    /** The database that commands go to, as far as replies to SELECT have told. */
    int db();

    /** How {@link #execute(String, Object...)} decodes bulk strings; null if it leaves them bytes. */
    @Nullable
    Charset encoding();

    /** Whether it is closed, or about to be; true from the moment that closing begins. */
    boolean isClosed();

    /** Closes at once: unanswered commands fail, later ones are refused. May be called again and from any thread. */
    @Override
    void close();

    /**
     * Returns a future that completes, on the event loop, when everything is closed and every command is answered or
     * failed. It does not close anything; cancelling it has no effect on others.
     */
    CompletableFuture<@Nullable Void> waitClosed();
}
