package io.aioredis.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aioredis.codec.Codec;
import io.aioredis.codec.CodecSource;
import io.aioredis.exception.CommandTimeoutException;
import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.exception.DecodeException;
import io.aioredis.exception.MaxClientsException;
import io.aioredis.exception.MultiExecException;
import io.aioredis.exception.PendingLimitException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.ReplyException;
import io.aioredis.exception.WatchVariableException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoder;
import io.aioredis.protocol.ReplyKind;
import io.aioredis.protocol.ReplyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One command of a schedule: what it asks for, how its reply is decoded, what its completion does, and what became of it.
 *
 * <p>Its token stands in the command and in the reply, so that every reply that comes to a wrong place is seen there: by
 * the decoder, and in the outcome.
 */
final class ModelOperation {
    /** What the command is to the server. */
    enum Kind {
        COMMAND,
        MULTI,
        /** A MULTI that the server refuses. */
        REFUSED_MULTI,
        EXEC,
        /** An EXEC that answers nil, as after WATCH. */
        NIL_EXEC,
        /** An EXEC that answers a wrong number of elements. */
        WRONG_EXEC,
        DISCARD,
        RESET,
        /** Subscribes or unsubscribes. */
        SUBSCRIPTION;

        String command() {
            return switch (this) {
                case COMMAND -> "";
                case MULTI, REFUSED_MULTI -> "MULTI";
                case EXEC, NIL_EXEC, WRONG_EXEC -> "EXEC";
                case DISCARD -> "DISCARD";
                case RESET -> "RESET";
                case SUBSCRIPTION -> throw new IllegalStateException("one of six");
            };
        }
    }

    /** How the reply is decoded. */
    enum Decoding implements Weighted {
        /** As raw commands are. */
        RAW(30),
        /** By a decoder that looks for the token. */
        NAMING(50),
        THROWS(4),
        READS_NOTHING(2),
        READS_PART(3),
        READS_ON(3),
        /** Leaves an aggregate in the middle by an exception of its codec. */
        CODEC_THROWS(3),
        /** Uses the reader when the decoder has returned. */
        KEEPS_READER(2),
        CANCELS_ITSELF(1),
        ISSUES(2),
        /** Throws an Error; a fault. */
        FATAL(0),
        /** A fault. */
        CLOSES(0);

        private final int weight;

        Decoding(int weight) {
            this.weight = weight;
        }

        @Override
        public int weight() {
            return weight;
        }

        boolean isUseless() {
            return this == THROWS
                    || this == READS_NOTHING
                    || this == READS_PART
                    || this == READS_ON
                    || this == CODEC_THROWS;
        }
    }

    /** What a completion does beside being counted. */
    enum Completing implements Weighted {
        NOTHING(60),
        ISSUES(8),
        ISSUES_A_GROUP(3),
        CANCELS_ANOTHER(4),
        THROWS(3),
        THROWS_AN_ERROR(3),
        /** A fault. */
        CLOSES(0);

        private final int weight;

        Completing(int weight) {
            this.weight = weight;
        }

        @Override
        public int weight() {
            return weight;
        }
    }

    static final Codec<String> BROKEN = new Codec<>() {
        @Override
        public byte[] encode(String value) {
            throw new IllegalArgumentException("cannot be encoded");
        }

        @Override
        public String decode(byte[] bytes, int offset, int length) {
            throw new IllegalArgumentException("cannot be decoded");
        }
    };

    /** What a future is completed with by somebody else. */
    static final Object TAKEN = new Object();

    static final CodecSource CODECS = new CodecSource() {
        @Override
        public Codec<?> valueCodec() {
            return Codec.bytes();
        }
    };

    final int id;
    final ModelShape shape;
    final int size;

    // changed while the schedule is made only
    Kind kind;
    Decoding decoding;

    Completing completing;
    List<ModelOperation> then = List.of();

    /** Which other operation the completion cancels. */
    int other;

    @Nullable
    Throwable fatal;

    /** Its own timeout in milliseconds, 0 for none; negative if it has the connection's. */
    int ownTimeout = -1;

    /** Whether the timeout is that of a view. */
    boolean hasViewsTimeout;

    private @Nullable SubscriptionCommand subscription;

    /** The sinks to subscribe, or the names to unsubscribe. */
    List<Object> targets = List.of();

    /** Whether the server refuses the subscription. */
    boolean isDenied;

    // what became of it

    /** Whether the connection did not even take it; then it was not issued. */
    volatile boolean isRefusedAtOnce;

    volatile int issuedAtMillis;
    volatile int completedAtMillis;

    /** When the loop had surely seen it, in milliseconds; -1 before. */
    int seenAtMillis = -1;

    volatile @Nullable Call<?> call;

    /** The place among all that was issued; 0 for what was not, or what threw. */
    volatile int issued;

    volatile @Nullable Thread issuer;

    /** The operation that the group begins with, if this is one of a group. */
    volatile @Nullable ModelOperation groupHead;

    volatile int groupSize = 1;

    /** Whether somebody else completed it, or may have. */
    volatile boolean isTaken;

    volatile boolean mayBeTaken;
    volatile boolean mustNotBeSent;
    volatile @Nullable String outcome;
    volatile @Nullable Throwable failure;
    final AtomicInteger completions = new AtomicInteger();
    final AtomicInteger decodings = new AtomicInteger();
    private volatile @Nullable ReplyReader kept;

    ModelOperation(int id, Kind kind, ModelShape shape, int size, Decoding decoding, Completing completing) {
        this.id = id;
        this.kind = kind;
        this.shape = shape;
        this.size = size;
        this.decoding = decoding;
        this.completing = completing;
    }

    String token() {
        return Integer.toString(id);
    }

    void setSubscription(SubscriptionCommand command, List<Object> to) {
        kind = Kind.SUBSCRIPTION;
        subscription = command;
        targets = to;
    }

    SubscriptionCommand subscription() {
        return java.util.Objects.requireNonNull(subscription);
    }

    /** The name that a target of a subscription command stands for. */
    static String name(Object target) {
        return target instanceof ModelSink sink ? sink.name().toString() : (String) target;
    }

    /** Whether it is also answered where arrays are messages. */
    boolean isAllowedBesideMessages() {
        return kind == Kind.SUBSCRIPTION || kind == Kind.RESET || (kind == Kind.COMMAND && shape == ModelShape.PING);
    }

    boolean isBlocking() {
        return kind == Kind.COMMAND && shape == ModelShape.BLOCKING;
    }

    /** After how many milliseconds it fails if it is unanswered; 0 for never. */
    int timeout(int commandTimeout) {
        if (ownTimeout >= 0) {
            return ownTimeout;
        }
        return isBlocking() && commandTimeout > 0
                ? (size == 0 ? 0 : size + 1 + commandTimeout)
                : isBlocking() ? 0 : commandTimeout;
    }

    String command() {
        return kind == Kind.COMMAND
                ? shape.command()
                : kind == Kind.SUBSCRIPTION ? subscription().name() : kind.command();
    }

    /** The words of the command behind its name. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (kind == Kind.SUBSCRIPTION) {
            targets.forEach(target -> arguments.add(name(target)));
            return arguments;
        }
        arguments.add(token());
        if (kind == Kind.COMMAND && shape == ModelShape.STORE) {
            arguments.add(ModelShape.filled(token(), size));
        } else if (kind == Kind.COMMAND && shape == ModelShape.LARGE) {
            arguments.add(Integer.toString(size));
        } else if (isBlocking()) {
            arguments.add(size / 1000 + "." + String.format("%03d", size % 1000));
        } else if (kind != Kind.COMMAND) {
            arguments.add(kind.name());
        }
        return arguments;
    }

    /** Makes the call, which tells the run of its completion. */
    Call<?> prepare(ModelRun run) {
        Object[] arguments = arguments().toArray();
        Call<?> made = decoding == Decoding.RAW
                ? Call.of(CODECS, command(), arguments)
                : Call.of(decoder(run), CODECS, command(), arguments);
        if (ownTimeout >= 0 && (!hasViewsTimeout || groupHead != null)) {
            made.setTimeoutMillis(ownTimeout);
        }
        call = made;
        watch(made, run);
        return made;
    }

    /** Has the run told of the completion. */
    void watch(Call<?> made, ModelRun run) {
        made.whenComplete((value, thrown) -> {
            completedAtMillis = run.now();
            completions.incrementAndGet();
            failure = thrown;
            outcome = thrown != null ? describe(thrown) : value == TAKEN ? "taken" : "value " + render(value);
            ReplyReader reader = kept;
            boolean isOnTheLoop =
                    run.schedule.callbacks() == ModelSchedule.Callbacks.THE_LOOP; // an executor's thread is another
            if (reader != null && isOnTheLoop) {
                requireClosed(run, reader);
            }
            run.completed(this);
        });
    }

    // ------------------------------------------------------------------------------------------------ decoding

    private ReplyDecoder<Object> decoder(ModelRun run) {
        return (reader, codecs) -> {
            if (decodings.incrementAndGet() > 1) {
                run.violation(this + ": decoded twice");
            }
            switch (decoding) {
                case THROWS -> {
                    readNamed(run, reader);
                    throw new IllegalStateException("the decoder's own affair");
                }
                case READS_NOTHING -> {
                    return "nothing";
                }
                case READS_PART -> {
                    if (reader.peek() == ReplyKind.ARRAY) {
                        reader.beginArray();
                        reader.skipValue();
                    }
                    return "part";
                }
                case READS_ON -> {
                    readNamed(run, reader);
                    return reader.readString();
                }
                case CODEC_THROWS -> {
                    if (reader.peek() == ReplyKind.ARRAY || reader.peek() == ReplyKind.MAP) {
                        reader.beginArray();
                        reader.skipValue();
                        throw new IllegalArgumentException("cannot be decoded");
                    }
                    return reader.readBulk(BROKEN);
                }
                case CANCELS_ITSELF -> {
                    run.take(id, ModelSchedule.Action.Take.Way.CANCEL);
                    return readNamed(run, reader);
                }
                case KEEPS_READER -> kept = reader;
                case ISSUES -> run.issueAll(then);
                case FATAL -> {
                    run.faults().fire(ModelFault.DECODER_ERROR);
                    throw (Error) java.util.Objects.requireNonNull(fatal);
                }
                case CLOSES -> {
                    run.faults().fire(ModelFault.CLOSE_IN_DECODER);
                    run.close();
                }
                default -> {}
            }
            return readNamed(run, reader);
        };
    }

    Call<?> call() {
        return java.util.Objects.requireNonNull(call);
    }

    private String readNamed(ModelRun run, ReplyReader reader) {
        String reply = read(reader);
        if (!reply.contains(token())) {
            run.violation(this + ": its decoder was given the reply " + abbreviated(reply));
        }
        return reply;
    }

    private static String read(ReplyReader reader) {
        return switch (reader.peek()) {
            case NIL -> {
                reader.skipValue();
                yield "null";
            }
            case ERROR -> "!" + reader.readError().getMessage();
            case INTEGER -> Long.toString(reader.readLong());
            case ARRAY, SET, MAP -> {
                List<String> elements = new ArrayList<>();
                for (int rest = reader.beginArray(); rest > 0; rest--) {
                    elements.add(read(reader));
                }
                reader.end();
                yield "[" + String.join(", ", elements) + "]";
            }
            case PUSH -> "a push";
            default -> reader.readString();
        };
    }

    private void requireClosed(ModelRun run, ReplyReader reader) {
        try {
            run.violation(this + ": read on behind its reply: " + abbreviated(read(reader)));
        } catch (IllegalStateException | DecodeException e) {
            // as it should be
        }
    }

    // ------------------------------------------------------------------------------------------------ outcomes

    /** A decoded reply as text. */
    static String render(@Nullable Object value) {
        if (value == TAKEN) {
            return "taken";
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, ISO_8859_1);
        }
        if (value instanceof ReplyException error) {
            return "!" + error.getMessage();
        }
        if (value instanceof Throwable thrown) {
            return "!" + describe(thrown);
        }
        if (value instanceof List<?> list) {
            List<String> elements = new ArrayList<>();
            for (Object element : list) {
                elements.add(render(element));
            }
            return "[" + String.join(", ", elements) + "]";
        }
        return String.valueOf(value);
    }

    private static String describe(Throwable thrown) {
        if (thrown instanceof CancellationException || thrown instanceof TimeoutException) {
            return "taken";
        }
        if (thrown instanceof CommandTimeoutException) {
            return "expired";
        }
        if (thrown instanceof PendingLimitException) {
            return "refused";
        }
        if (thrown instanceof MaxClientsException
                || thrown instanceof ConnectionClosedException
                || thrown instanceof OutOfMemoryError // not even enough to say more
                || thrown instanceof ProtocolException) {
            return "lost";
        }
        if (thrown instanceof DecodeException) {
            return "undecoded";
        }
        if (thrown instanceof WatchVariableException) {
            return "watched";
        }
        if (thrown instanceof MultiExecException) {
            return "discarded";
        }
        return thrown instanceof ReplyException ? "error " + thrown.getMessage() : thrown.toString();
    }

    /** Whether the future was completed by anything but a reply or an end. */
    boolean isCompletedByOthers() {
        return isTaken || mayBeTaken || "expired".equals(outcome);
    }

    /** Whether the connection ended before an answer, as far as the future tells. */
    boolean isLost() {
        return "lost".equals(outcome);
    }

    /** What the future is to be completed with if this is the reply, and nobody is faster. */
    String expected() {
        if (shape.isError()) {
            return "error ERR " + token();
        }
        return decoding.isUseless() ? "undecoded" : "value " + shape.rendered(token(), size);
    }

    /** The same as an element of the list that EXEC completes with. */
    String expectedElement() {
        String expected = expected();
        if (expected.startsWith("value ")) {
            return expected.substring("value ".length());
        }
        return expected.startsWith("error ") ? "!" + expected.substring("error ".length()) : "!" + expected;
    }

    static String abbreviated(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "… (" + text.length() + ")";
    }

    @Override
    public String toString() {
        return (kind == Kind.COMMAND
                        ? shape.name()
                        : kind == Kind.SUBSCRIPTION ? subscription + " " + targets : kind.name())
                + " " + id;
    }

    /** All that is known, for a dump. */
    String dump() {
        return this + " " + decoding + " " + completing + (size > 0 ? " size=" + size : "") + " issued=" + issued
                + (groupHead == null ? "" : " group=" + groupHead.id + "/" + groupSize) + (isTaken ? " taken" : "")
                + (ownTimeout < 0 ? "" : " timeout=" + ownTimeout)
                + (isRefusedAtOnce ? " refused at once" : "") + " decoded=" + decodings + " completions=" + completions
                + " outcome="
                + (outcome == null ? "none" : abbreviated(outcome))
                + (isLost() && failure != null ? " (" + failure.getMessage() + ")" : "");
    }
}
