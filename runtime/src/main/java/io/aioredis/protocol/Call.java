package io.aioredis.protocol;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.DecodeException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.ReplyException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of a command, which is also the future of its reply.
 *
 * <p>It is encoded when it exists and is executed once. Its bytes, and all that its reply is read with, are let go when
 * its reply has come, however long the future itself is kept.
 *
 * <p>Completing or cancelling it from outside decides what the caller sees and nothing else: the command keeps its place
 * among the others of its connection until its reply has been read.
 *
 * @param <T> the reply
 */
public final class Call<T extends @Nullable Object> extends ReplyFuture<T> {
    // The state: four flags, and above them the number of calls that follow in the same group.
    private static final int CLAIMED = 1;
    private static final int OWN_TIMEOUT = 2;
    private static final int SENT = 4;
    private static final int GIVEN_UP = 8;
    private static final int FOLLOWER = 16;

    /** How much later than a timeout its expiry may be for other reasons than a stuck event loop. */
    private static final long STUCK_MARGIN_MILLIS = 2_000;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Call.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final CommandSpec spec;
    private @Nullable CodecSource codecs;
    private @Nullable Object payload;
    private @Nullable Call<?> next;

    private volatile int state;

    /** Its own timeout in milliseconds, 0 for none, if it has one; else when its executor first saw it. */
    private int time;

    Call(CommandSpec spec, CodecSource codecs, Object payload) {
        this.spec = spec;
        this.codecs = codecs;
        this.payload = payload;
    }

    /** What is known of the command. */
    public CommandSpec spec() {
        return spec;
    }

    /** Returns a call of any command, named by its words, whose reply is read as what it is; see {@link RawReply}. */
    public static Call<Object> of(CodecSource codecs, String command, @Nullable Object... arguments) {
        return RawCommand.encode(codecs, command, arguments);
    }

    /**
     * Returns a call of any command.
     *
     * @param decoder reads the reply
     * @param codecs what the decoder is given
     * @param command the words of the command's name, in any case: {@code "config get"}; arguments may follow them
     * @param arguments text, bytes ({@code byte[]} or {@link ByteBuffer}, of which what remains is taken) or numbers
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if an argument is of another type, or the command has no word
     */
    public static <T extends @Nullable Object> Call<T> of(
            ReplyDecoder<T> decoder, CodecSource codecs, String command, @Nullable Object... arguments) {
        return RawCommand.encode(decoder, codecs, command, arguments);
    }

    /** What its reply is read with; {@link CodecSource#NONE} once the reply has come. */
    public CodecSource codecs() {
        CodecSource source = codecs;
        return source == null ? CodecSource.NONE : source;
    }

    /** How many bytes the encoded command has; 0 once its reply has come. */
    public long size() {
        Object bytes = payload;
        return bytes == null ? 0 : Payload.size(bytes);
    }

    /** The first argument as text, of a command that has one and whose bytes are still there; else empty. */
    public String firstArgument() {
        Object bytes = payload;
        return bytes == null ? "" : Payload.secondWord(bytes);
    }

    /** Whether the server answers the call with one reply and goes on as before; other calls fit into no pipeline. */
    public boolean hasOneReply() {
        return spec.hasOneReply() && (!spec.isContainer() || facts().hasOneReply());
    }

    /**
     * What the command table says of the command, whose subcommand may be its first argument: what it is called with decides
     * as long as its bytes are there.
     */
    public CommandFacts facts() {
        CommandFacts facts = spec.facts();
        if (spec.isContainer() && payload != null) {
            String subcommand = spec.name() + " " + firstArgument().toUpperCase(Locale.ROOT);
            return CommandFacts.isKnown(subcommand) ? CommandFacts.of(subcommand) : facts;
        }
        return facts;
    }

    /**
     * Whether the server may hold back the reply until there is something to answer, as BLPOP does, and XREAD if BLOCK is
     * among its options. It never does inside a transaction. When the call's bytes were let go, what may block does.
     */
    public boolean isBlocking() {
        if (!spec.mayBlock()) {
            return false;
        }
        Object bytes = payload;
        BlockingTimeout timeout = spec.facts().timeout();
        return bytes == null || timeout == null || timeout.isIn(new EncodedWords(bytes));
    }

    /**
     * How long the server holds back the reply of a blocking call at most, in nanoseconds. 0 is for ever; so counts a number
     * that the server will refuse, and a call whose bytes were let go.
     */
    public long serverTimeoutNanos() {
        Object bytes = payload;
        BlockingTimeout timeout = spec.facts().timeout();
        return bytes == null || timeout == null ? 0 : timeout.nanos(new EncodedWords(bytes));
    }

    /** Which words of the call are keys, see {@link KeyPlaces}; its bytes must be there. */
    int[] keyPositions() {
        Object bytes = payload;
        if (bytes == null) {
            throw new IllegalStateException(spec.name() + ": its bytes were released");
        }
        return facts().keys().find(new EncodedWords(bytes));
    }

    /**
     * Marks this call as taken by an executor.
     *
     * @param followers how many calls of the same group come after it
     * @throws IllegalStateException if it was taken before; a call that is in one queue cannot stand in another
     */
    public void claim(int followers) {
        int before = state;
        if ((before & CLAIMED) != 0 || !STATE.compareAndSet(this, before, before + CLAIMED + followers * FOLLOWER)) {
            throw executedBefore();
        }
    }

    private IllegalStateException executedBefore() {
        return new IllegalStateException(spec.name() + ": the call was executed before (expected: a new call)");
    }

    /** Takes back a claim, before the call has been queued anywhere. */
    public void unclaim() {
        state = state & OWN_TIMEOUT;
    }

    /** How many calls of the same group come after this one. */
    public int followers() {
        return state / FOLLOWER;
    }

    /**
     * Gives this call a timeout of its own in place of its connection's; for whoever makes it or sends it, before it is
     * executed. The last one to do so has his way.
     *
     * @param millis 0 for none
     * @throws IllegalStateException if it was executed before
     */
    public void setTimeoutMillis(int millis) {
        if ((state & CLAIMED) != 0) {
            throw executedBefore();
        }
        time = millis;
        state = state | OWN_TIMEOUT;
    }

    /** Notes that it is on its way to the server; for the use of its executor, on one thread. */
    public void markSent() {
        STATE.set(this, state | SENT); // a plain write: nobody else looks
    }

    /** Whether it is, or was, on its way to the server; for the use of its executor. */
    public boolean isSent() {
        return (state & SENT) != 0;
    }

    /** Whether it has a timeout of its own. */
    public boolean hasOwnTimeout() {
        return (state & OWN_TIMEOUT) != 0;
    }

    /** Its own timeout in milliseconds, 0 for none, of a call that has one. */
    public int timeoutMillis() {
        return time;
    }

    /** Notes when its executor first saw it, of a call without a timeout of its own; for the use of its executor. */
    public void stamp(int millis) {
        time = millis;
    }

    /** When its executor first saw it, of a call without a timeout of its own. */
    public int stampedAt() {
        return time;
    }

    @Override
    public T join() {
        if (!isDone()) {
            try {
                awaitWithinTimeout();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // which does not keep join() from waiting
            } catch (TimeoutException e) {
                throw new CompletionException(stuck());
            }
        }
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (!isDone()) {
            try {
                awaitWithinTimeout();
            } catch (TimeoutException e) {
                throw new ExecutionException(stuck());
            }
        }
        return super.get();
    }

    /** Waits longer than the call's timeout, so that only a stuck event loop makes this time out. */
    private void awaitWithinTimeout() throws InterruptedException, TimeoutException {
        int timeout = effectiveTimeout();
        if (timeout > 0) {
            try {
                get(timeout + STUCK_MARGIN_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException | CancellationException e) {
                // thrown once more by whoever waits
            }
        }
    }

    private RuntimeException stuck() {
        return Objects.requireNonNull(source()).stuck(this, effectiveTimeout());
    }

    private int effectiveTimeout() {
        ReplySource known = source();
        if (known == null) {
            return 0;
        }
        return hasOwnTimeout() ? timeoutMillis() : known.commandTimeoutMillis();
    }

    /**
     * Copies as much of the encoded command as the target has room for and returns how many bytes that were.
     *
     * @param from the first byte to copy, from 0
     */
    public int copyTo(long from, ByteBuffer target) {
        Object bytes = payload;
        if (bytes == null) {
            throw new IllegalStateException(spec.name() + ": its bytes were released");
        }
        return Payload.copy(bytes, from, target);
    }

    /**
     * Completes the future by a reply. An error reply, and a reply that the decoder does not take, complete it
     * exceptionally; if the future is complete already, the reply is skipped.
     *
     * @throws ProtocolException if the reply is malformed, after which the connection cannot go on
     */
    public void complete(ReplyReader reader) {
        T value = null;
        Exception failure = null;
        try {
            value = readWhole(reader);
        } catch (Exception e) {
            failure = failure(e);
        } finally {
            reader.close();
        }
        finish(value, failure);
    }

    /**
     * Decodes a reply, on whatever thread, and returns what completes the future by it and has to run where {@link
     * #complete(ReplyReader)} would.
     */
    public Runnable decode(ReplyReader reader) {
        T value = null;
        Exception failure = null;
        try {
            value = readWhole(reader);
        } catch (Exception e) {
            failure = failure(e);
        } finally {
            reader.close();
        }
        T decoded = value;
        Exception thrown = failure;
        return () -> finish(decoded, thrown);
    }

    private @Nullable T readWhole(ReplyReader reader) {
        if (isDone()) {
            reader.skipValue(); // which finds what is malformed, and decodes nothing
            return null;
        }
        T value = read(reader);
        reader.requireWhollyRead();
        return value;
    }

    private void finish(@Nullable T value, @Nullable Exception failure) {
        release();
        settle(value, failure);
        if (failure instanceof ProtocolException fatal) {
            throw fatal;
        }
    }

    /**
     * Decodes the next element of the reply to EXEC, which is read whole whatever the decoder makes of it; if the future is
     * complete already, it is skipped.
     *
     * @return completes the future, and gives what it was completed with: the value, or the exception
     * @throws ProtocolException as {@link #complete(ReplyReader)}
     */
    public Supplier<@Nullable Object> decodeElement(ReplyReader reader) {
        int element = reader.beginElement();
        if (isDone()) {
            reader.endElement(element);
            return this::takeOutcome;
        }
        T value = null;
        Exception failure = null;
        try {
            value = read(reader);
        } catch (ProtocolException | Error e) {
            reader.close();
            throw e;
        } catch (Exception e) {
            failure = failure(e);
        }
        if (!reader.endElement(element) && failure == null) {
            failure = failure(
                    new DecodeException("the decoder left some of the reply unread (expected: all read)", null));
        }
        T decoded = value;
        Exception thrown = failure;
        return () -> {
            release();
            settle(decoded, thrown);
            return thrown == null ? decoded : thrown;
        };
    }

    /** What the future was completed with by others, an exception as the value that it is; lets the command's bytes go. */
    private @Nullable Object takeOutcome() {
        release();
        return isCompletedExceptionally() ? handle((value, thrown) -> thrown).getNow(null) : getNow(null);
    }

    /** Completes the future by a value that its executor has made in place of the decoder. */
    @SuppressWarnings("unchecked") // the executor's affair
    public void completeAs(@Nullable Object value) {
        release();
        settle((T) value, null);
    }

    /** What the server or the protocol says stays as it is; all else is a matter of decoding. */
    private Exception failure(Exception thrown) {
        if (thrown instanceof ProtocolException || thrown instanceof ReplyException) {
            return thrown;
        }
        String what = thrown instanceof DecodeException ? thrown.getMessage() : "the reply could not be decoded";
        return new DecodeException(spec.name() + ": " + what, thrown);
    }

    private @Nullable T read(ReplyReader reader) {
        if (reader.isError()) {
            throw readError(reader);
        }
        return decodeValue(reader);
    }

    /** Reads an error reply. Some repeat the arguments: of a command that takes credentials these are struck out. */
    public ReplyException readError(ReplyReader reader) {
        ReplyException error = reader.readError();
        Object bytes = payload;
        if (bytes == null || !spec.hasCredentials()) {
            return error;
        }
        return ReplyException.of(Payload.strikeOutArguments(bytes, String.valueOf(error.getMessage())));
    }

    @SuppressWarnings("unchecked") // who made the call stated T, see CommandWriter.call
    private @Nullable T decodeValue(ReplyReader reader) {
        return (T) spec.decoder().decode(reader, codecs());
    }

    /** Completes the future exceptionally, unless it is complete, and lets the command's bytes go. */
    public void fail(Throwable cause) {
        expire(cause);
        release();
    }

    /** Completes the future exceptionally, unless it is complete, of a command whose bytes are still needed. */
    public void expire(Throwable cause) {
        STATE.set(this, state | GIVEN_UP); // as markSent
        settle(null, cause);
    }

    /** Whether nobody waits for the reply any more, although an executor may have yet to say so; for the use of its executor. */
    public boolean isGivenUp() {
        return (state & GIVEN_UP) != 0 || isDone();
    }

    /** Lets the command's bytes go, of a call that was sent and is not sent again. */
    public void releaseBytes() {
        payload = null;
    }

    /** Lets the command's bytes go, of a call whose future is complete and that is not sent any more. */
    public void release() {
        payload = null;
        codecs = null;
    }

    /** The call behind this one in whatever list it stands in; for the use of its executor. */
    public @Nullable Call<?> next() {
        return next;
    }

    /** Sets the call behind this one; for the use of its executor, which must publish the change safely. */
    public void setNext(@Nullable Call<?> call) {
        next = call;
    }

    @Override
    public String toString() {
        return "Call[" + spec.name() + ", " + outcome() + "]";
    }
}
