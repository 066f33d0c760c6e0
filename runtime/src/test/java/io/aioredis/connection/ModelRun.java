package io.aioredis.connection;

import io.aioredis.codec.SizedCodec;
import io.aioredis.connection.ModelSchedule.Action;
import io.aioredis.exception.CommandTimeoutException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.protocol.ReplyParser;
import io.aioredis.protocol.ReplyReader;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One schedule on its way: what its clients do, where faults are thrown, and what must be true of the futures. */
abstract class ModelRun {
    /** How many kinds of {@link Action.Misuse} there are. */
    static final int MISUSES = 7;

    /** A {@link SizedCodec} that writes less than it says, which shows in the second pass only. */
    private static final SizedCodec<String> LYING = new SizedCodec<>() {
        @Override
        public int size(String value) {
            return value.length() + 1;
        }

        @Override
        public int write(String value, byte[] target, int at) {
            return at + value.length();
        }

        @Override
        public String decode(byte[] bytes, int offset, int length) {
            return "";
        }
    };

    private static final CommandSpec SPEC = CommandSpec.fixed("X", ReplyDecoders.STRING, "*2\r\n$1\r\nX\r\n");

    final ModelSchedule schedule;
    final ModelFaults faults;
    final ModelServer server;
    final ModelAllocator allocator;
    final PendingBudget budget;
    final ConnectionHandler handler;
    final RedisConnection connection;
    final List<String> violations = new CopyOnWriteArrayList<>();

    /** What has happened to the sinks. */
    final List<String> sinkEvents = new CopyOnWriteArrayList<>();

    private final Surroundings surroundings;
    private final AtomicInteger issued = new AtomicInteger();

    ModelRun(ModelSchedule schedule, Surroundings surroundings, @Nullable Executor callbacks) {
        this.surroundings = surroundings;
        RedisAddress address = RedisAddress.tcp("model", 6379);
        this.schedule = schedule;
        this.faults = new ModelFaults(schedule.faults());
        this.server = new ModelServer(schedule);
        this.allocator = new ModelAllocator(faults);
        ConnectionOptions options = Plain.OPTIONS.toBuilder()
                .parser(FaultyParser::new)
                .maxPendingBytes(schedule.maxPendingBytes())
                .commandTimeout(duration(schedule.commandTimeout()))
                .deadAfter(duration(schedule.deadAfter()))
                .callbackExecutor(callbacks)
                .build();
        this.handler = new ConnectionHandler(address, options, surroundings);
        handler.subscriptions().setProtocol(schedule.resp3());
        this.budget = handler.budget();
        this.connection = new RedisConnection(address, options, handler);
    }

    private static @Nullable Duration duration(int millis) {
        return millis == 0 ? null : Duration.ofMillis(millis);
    }

    int now() {
        return surroundings.now();
    }

    ModelFaults faults() {
        return faults;
    }

    void violation(String what) {
        violations.add(what);
    }

    /** Notes what happens, for a dump. */
    void trace(String what) {}

    // ------------------------------------------------------------------------------------------------ what clients do

    void perform(Action action) {
        if (action instanceof Action.Single single) {
            issue(single.operation());
        } else if (action instanceof Action.Group group) {
            issueGroup(group.operations());
        } else if (action instanceof Action.Take take) {
            take(take.operation(), take.way());
        } else if (action instanceof Action.Misuse misuse) {
            misuse(misuse.kind());
        }
    }

    void issue(ModelOperation operation) {
        trace("issue " + operation);
        boolean isSubscription = operation.kind == ModelOperation.Kind.SUBSCRIPTION;
        Call<?> call = isSubscription ? null : operation.prepare(this);
        boolean mustRefuse = isSubscription ? isSubscribedOtherwise(operation) : isForMessagesOnly(List.of(operation));
        markIssued(operation);
        RedisConnection through = operation.ownTimeout >= 0 && operation.hasViewsTimeout
                ? connection.withTimeout(duration(operation.ownTimeout))
                : connection;
        boolean isRefused = false;
        try {
            if (call != null) {
                through.execute(call);
            } else {
                Call<?> made = (Call<?>) through.executePubsub(operation.command(), operation.targets.toArray());
                operation.call = made;
                operation.watch(made, this);
            }
        } catch (IllegalStateException e) {
            isRefused = true;
            refused(operation, e);
        } catch (RuntimeException e) {
            violation(operation + ": execute threw " + e);
        }
        if (isExact() && isRefused != mustRefuse) {
            violation(operation + (isRefused ? ": was refused at once" : ": was not refused"));
        }
    }

    private boolean isSubscribedOtherwise(ModelOperation operation) {
        return operation.targets.stream()
                .anyMatch(target -> target instanceof ModelSink sink
                        && handler.subscriptions().view(sink.kind()).getOrDefault(sink.name(), sink) != sink);
    }

    /** Whether the connection takes nothing but what is about subscriptions, and one of the operations is not. */
    private boolean isForMessagesOnly(List<ModelOperation> operations) {
        return handler.subscriptions().hasArrays()
                && !operations.stream().allMatch(ModelOperation::isAllowedBesideMessages);
    }

    private void refused(ModelOperation operation, IllegalStateException thrown) {
        trace("refused " + operation);
        operation.issued = 0;
        operation.call = null;
        operation.isRefusedAtOnce = true;
        String message = String.valueOf(thrown.getMessage());
        if (!message.contains("its protocol is RESP2") && !message.contains("with another sink")) {
            violation(operation + ": execute threw " + thrown);
        }
    }

    /** Whether nothing happens between two steps of a client. */
    boolean isExact() {
        return false;
    }

    void issueGroup(List<ModelOperation> group) {
        trace("issue group " + group);
        boolean mustRefuse = isForMessagesOnly(group);
        List<Call<?>> calls = new ArrayList<>();
        for (ModelOperation operation : group) {
            operation.groupHead = group.get(0);
            operation.groupSize = group.size();
            calls.add(operation.prepare(this));
            markIssued(operation);
        }
        boolean isRefused = false;
        try {
            connection.executeAll(calls);
        } catch (IllegalStateException e) {
            isRefused = true;
            group.forEach(operation -> refused(operation, e));
        } catch (RuntimeException e) {
            violation(group + ": executeAll threw " + e);
        }
        if (isExact() && isRefused != mustRefuse) {
            violation(group + (isRefused ? ": was refused at once" : ": was not refused"));
        }
    }

    /** Issues what a decoder or a completion issues, one by one; what was issued is not issued again. */
    void issueAll(List<ModelOperation> operations) {
        for (ModelOperation operation : operations) {
            if (operation.call == null && !operation.isRefusedAtOnce) {
                issue(operation);
            }
        }
    }

    int issuedCount() {
        return issued.get();
    }

    private void markIssued(ModelOperation operation) {
        operation.issuer = Thread.currentThread();
        operation.issued = issued.incrementAndGet();
        operation.issuedAtMillis = now();
        operation.targets.forEach(target -> {
            if (target instanceof ModelSink sink) {
                sink.reportTo(sinkEvents);
            }
        });
    }

    void take(int id, Action.Take.Way way) {
        ModelOperation operation = schedule.operations().get(id);
        Call<?> call = operation == null ? null : operation.call;
        if (operation == null || call == null) {
            return;
        }
        trace("take " + operation + " by " + way);
        boolean isTaken = switch (way) {
            case CANCEL -> call.cancel(true);
            case EXCEPTION -> call.completeExceptionally(new TimeoutException());
            case VALUE -> completeByValue(call);
            case TIMEOUT -> timeOut(operation, call);
        };
        if (isTaken) {
            operation.isTaken = true;
            taken(operation);
        }
    }

    @SuppressWarnings("unchecked") // to whom it is given does not matter
    private static boolean completeByValue(Call<?> call) {
        return ((Call<Object>) call).complete(ModelOperation.TAKEN);
    }

    /** Has a future time out; where time stands still, at once. */
    boolean timeOut(ModelOperation operation, Call<?> call) {
        return call.completeExceptionally(new TimeoutException());
    }

    void taken(ModelOperation operation) {}

    private void misuse(int kind) {
        trace("misuse " + kind);
        Call<?> used = schedule.operations().values().stream()
                .map(operation -> operation.call)
                .filter(Objects::nonNull)
                .filter(Call::isSent) // one that another thread is about to execute is not used yet
                .findFirst()
                .orElse(null);
        Class<?> expected = switch (kind) {
            case 0 -> NullPointerException.class;
            case 1, 2 -> IllegalArgumentException.class;
            default -> IllegalStateException.class;
        };
        try {
            switch (kind) {
                case 0 -> connection.execute("X", (Object) null);
                case 1 -> connection.execute("X", new Object());
                case 2 ->
                    connection.execute(SPEC.writer()
                            .size(ModelOperation.BROKEN, "x")
                            .begin()
                            .put(ModelOperation.BROKEN, "x")
                            .call(ModelOperation.CODECS));
                case 3 ->
                    connection.execute(SPEC.writer()
                            .size(LYING, "x")
                            .begin()
                            .put(LYING, "x")
                            .call(ModelOperation.CODECS));
                case 4 -> connection.execute("SUBSCRIBE", "x");
                case 5 -> {
                    if (used == null) {
                        return;
                    }
                    connection.execute(used);
                }
                default -> {
                    if (used == null) {
                        return;
                    }
                    connection.executeAll(List.of(Call.of(ModelOperation.CODECS, "X"), used));
                }
            }
            violation("misuse " + kind + " was taken");
        } catch (RuntimeException e) {
            if (!expected.isInstance(e)) {
                violation("misuse " + kind + " threw " + e);
            }
        }
    }

    void close() {
        trace("close");
        connection.close();
    }

    /** Called by each completion, on whatever thread it has. */
    void completed(ModelOperation operation) {
        trace("completed " + operation);
        switch (operation.completing) {
            case NOTHING -> {}
            case ISSUES -> issueAll(operation.then);
            case ISSUES_A_GROUP -> {
                if (!operation.then.isEmpty()
                        && operation.then.get(0).call == null
                        && !operation.then.get(0).isRefusedAtOnce) {
                    issueGroup(operation.then);
                }
            }
            case CANCELS_ANOTHER -> take(operation.other, Action.Take.Way.CANCEL);
            case THROWS -> throw new IllegalStateException("the completion's own affair");
            case THROWS_AN_ERROR -> throw new AssertionError("the completion's own affair");
            case CLOSES -> {
                faults.fire(ModelFault.CLOSE_IN_COMPLETION);
                close();
            }
        }
    }

    // ------------------------------------------------------------------------------------------------ where faults are

    private final class FaultyParser implements ReplyParser {
        private final ReplyParser parser = ReplyParser.resp();
        private boolean hasThrown;

        @Override
        public void feed(byte[] bytes, int offset, int length) {
            guarded(ModelFault.PARSER_FEED);
            parser.feed(bytes, offset, length);
        }

        @Override
        public @Nullable ReplyReader next() {
            guarded(ModelFault.PARSER_NEXT);
            try {
                return parser.next();
            } catch (Throwable t) {
                hasThrown = true;
                throw t;
            }
        }

        private void guarded(ModelFault fault) {
            if (hasThrown) {
                violation("the parser was used after it had thrown");
            }
            hasThrown = true;
            faults.step(fault);
            hasThrown = false;
        }
    }

    /** Stands between the connection and the socket. */
    final class FaultyWrites extends ChannelOutboundHandlerAdapter {
        /** Nothing gets through behind what was lost. */
        private @Nullable Throwable broken;

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            Throwable failure = broken == null ? faults.due(ModelFault.WRITE_FAILS) : broken;
            if (failure != null) {
                ReferenceCountUtil.release(message);
                promise.tryFailure(failure);
                return;
            }
            Throwable later = faults.due(ModelFault.WRITE_FAILS_LATER);
            if (later != null) {
                broken = later;
                ReferenceCountUtil.release(message);
                ctx.executor().execute(() -> promise.tryFailure(later));
                return;
            }
            try {
                faults.step(ModelFault.WRITE_THROWS);
            } catch (Throwable t) {
                ReferenceCountUtil.release(message);
                throw t;
            }
            ctx.write(message, promise);
        }

        @Override
        public void flush(ChannelHandlerContext ctx) {
            faults.step(ModelFault.FLUSH_THROWS);
            ctx.flush();
        }
    }

    // ------------------------------------------------------------------------------------------------ what must be
    // true

    /**
     * Compares every future with what the server says, when nothing more can happen.
     *
     * @param hasEnded whether the connection ended before it was closed at the end of the run
     */
    void checkOutcomes(boolean hasEnded) {
        List<ModelOperation> received = server.received();
        int firstLost = Integer.MAX_VALUE;
        int lastAnswered = -1;
        for (ModelOperation operation : schedule.operations().values()) {
            if (operation.call == null) {
                continue;
            }
            check(operation, hasEnded);
            ModelServer.Answer answer = server.answer(operation);
            if (answer != null && !operation.isCompletedByOthers()) {
                int reply = received.indexOf(schedule.operations().get(answer.answeredBy()));
                if (operation.isLost()) {
                    firstLost = Math.min(firstLost, reply);
                } else {
                    lastAnswered = Math.max(lastAnswered, reply);
                }
            }
        }
        if (firstLost <= lastAnswered) {
            violation("reply " + firstLost + " was lost, and reply " + lastAnswered + " was taken");
        }
        checkOrder(received, hasEnded);
        checkSinks(false, true);
    }

    /** Every message has reached its sink in its turn, and every end. */
    void checkSinks(boolean isAllRead, boolean isOver) {
        String wrong = server.subscriptions().violation(sinkEvents, isAllRead, isOver);
        if (wrong != null) {
            violation("sinks: " + wrong);
        }
    }

    private void check(ModelOperation operation, boolean hasEnded) {
        String outcome = operation.outcome;
        Call<?> call = operation.call();
        ModelServer.Answer answer = server.answer(operation);
        if (outcome == null || operation.completions.get() != 1) {
            violation(operation + ": completed " + operation.completions + " times");
            return;
        }
        if (call.next() != null || call.size() != 0) {
            violation(operation + ": still linked, or has its bytes");
        }
        if (operation.mustNotBeSent && server.hasReceived(operation)) {
            violation(operation + ": was sent though it was cancelled before");
        }
        if ((operation.isTaken && !operation.mayBeTaken) || (operation.mayBeTaken && outcome.equals("taken"))) {
            if (!outcome.equals("taken")) {
                violation(operation + ": taken, but completed with " + ModelOperation.abbreviated(outcome));
            }
        } else if (outcome.equals("expired")) {
            checkExpired(operation, (CommandTimeoutException) Objects.requireNonNull(operation.failure));
        } else if (operation.kind == ModelOperation.Kind.SUBSCRIPTION && outcome.contains("between MULTI and EXEC")) {
            if (server.hasReceived(operation)) {
                violation(operation + ": was sent though it was refused");
            }
        } else if (outcome.equals("refused")) {
            if (!schedule.isBounded() || server.hasReceived(operation)) {
                violation(operation + ": refused as beyond the bound");
            }
        } else if (outcome.equals("lost")) {
            if (!hasEnded && answer != null) {
                violation(operation + ": lost on a healthy connection");
            }
            String message =
                    String.valueOf(Objects.requireNonNull(operation.failure).getMessage());
            if (message.contains(": not sent") && server.hasReceived(operation)) {
                violation(operation + ": sent, but it says " + message);
            }
        } else if (answer == null || !answer.fits(outcome)) {
            violation(operation + ": " + ModelOperation.abbreviated(outcome) + " (expected: "
                    + (answer == null ? "no answer" : ModelOperation.abbreviated(answer.expected())) + ")");
        }
    }

    private void checkExpired(ModelOperation operation, CommandTimeoutException failure) {
        int timeout = operation.timeout(schedule.commandTimeout());
        long stated = failure.timeout().toMillis();
        // what the server is told is a fraction of a second, whose milliseconds are rounded up
        boolean isSame = stated == timeout || (operation.isBlocking() && stated == timeout - 1);
        int waited = operation.completedAtMillis - operation.issuedAtMillis;
        if (timeout == 0 || waited < stated || !isSame) {
            violation(operation + ": expired after " + waited + " ms (expected: " + timeout + "), " + failure);
        }
        if (!failure.isSent() && operation.groupHead == null && server.hasReceived(operation)) {
            violation(operation + ": was sent, but it says " + failure);
        }
    }

    /** What one thread issues arrives in that order, and groups arrive whole and unbroken. */
    private void checkOrder(List<ModelOperation> received, boolean hasEnded) {
        for (int i = 0; i < received.size(); i++) {
            ModelOperation operation = received.get(i);
            for (int j = i + 1; j < received.size(); j++) {
                ModelOperation later = received.get(j);
                if (later.issuer == operation.issuer) {
                    if (later.issued < operation.issued) {
                        violation(later + " was issued before " + operation + " and arrived behind it");
                    }
                    break;
                }
            }
            if (operation.groupHead == operation) {
                int members = 1;
                while (i + members < received.size() && received.get(i + members).groupHead == operation) {
                    members++;
                }
                if (members != operation.groupSize && !(hasEnded && i + members == received.size())) {
                    violation("of the group of " + operation + " " + members + " commands arrived together (expected: "
                            + operation.groupSize + ")");
                }
            } else if (operation.groupHead != null
                    && (i == 0 || received.get(i - 1).groupHead != operation.groupHead)) {
                violation(operation + " arrived without its group");
            }
        }
    }

    /** Everything that helps to see what happened. */
    String dump() {
        StringBuilder dump = new StringBuilder();
        violations.stream().limit(10).forEach(each -> dump.append("\n  ").append(each));
        dump.append("\nsinks: ").append(sinkEvents);
        dump.append("\n").append(schedule).append("\n").append(faults);
        schedule.operations().values().forEach(each -> dump.append("\n  ").append(each.dump()));
        return dump.toString();
    }
}
