package io.aioredis.connection;

import io.aioredis.exception.MultiExecException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.RedisException;
import io.aioredis.exception.ReplyException;
import io.aioredis.exception.WatchVariableException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyKind;
import io.aioredis.protocol.ReplyReader;
import io.aioredis.protocol.SessionEffect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the server remembers of a connection, as far as the replies to its commands tell: the database, and the commands
 * that wait for EXEC.
 *
 * <p>A command that was answered QUEUED is answered for good by its element of EXEC's reply, which its own decoder reads.
 * Changed on the event loop only; the attributes are read by any thread.
 */
final class Session {
    private volatile int db;
    private volatile boolean isInTransaction;

    /** The calls that were answered QUEUED, in order, and what they are charged. */
    private final CallList queued = new CallList();

    private int queuedCount;
    private long queuedCost;
    private final PendingBudget budget;
    private final Subscriptions subscriptions;

    /** Whether a MULTI was sent that no EXEC or the like was sent behind, whatever the server will say of it. */
    private boolean isTransactionSent;

    Session(int db, PendingBudget budget, Subscriptions subscriptions) {
        this.db = db;
        this.budget = budget;
        this.subscriptions = subscriptions;
    }

    int db() {
        return db;
    }

    boolean isInTransaction() {
        return isInTransaction;
    }

    CallList queued() {
        return queued;
    }

    /**
     * Notes that a call with an effect is about to be sent.
     *
     * @return why it must not be; null if it may
     */
    @Nullable
    RuntimeException beforeSending(Call<?> call) {
        switch (call.spec().effect()) {
            case MULTI -> isTransactionSent = true;
            case EXEC, DISCARD, RESET -> isTransactionSent = false;
            case SUBSCRIPTION -> {
                if (isTransactionSent) {
                    return new IllegalStateException(
                            call.spec().name() + ": refused between MULTI and EXEC, where it has no reply of its own");
                }
            }
            case NONE, SELECT, HELLO -> {}
        }
        return null;
    }

    /** Whether a reply to a call is more than that call's own affair. */
    boolean concerns(Call<?> call) {
        return isInTransaction || call.spec().effect() != SessionEffect.NONE;
    }

    /**
     * Whether a reply says that the call, which is to leave those in flight, waits for EXEC.
     *
     * @param reply stands before a status; is read if that is QUEUED, and else not touched
     */
    boolean isQueuedBy(ReplyReader reply) {
        return isInTransaction && reply.readIfStatus("QUEUED");
    }

    void enqueue(Call<?> call) {
        queuedCount++;
        queuedCost += PendingBudget.cost(call);
        if (call.spec().effect() == SessionEffect.NONE) {
            call.releaseBytes();
        }
        queued.add(call);
    }

    /**
     * Completes a call that has an effect, or stands in a transaction without being queued, and takes over the effect.
     */
    void complete(Call<?> call, ReplyReader reply) {
        ReplyKind kind = reply.peek();
        SessionEffect effect = call.spec().effect();
        if (kind == ReplyKind.ERROR) {
            if (call.codecs() instanceof SubscriptionRequest request && request.isBegun()) {
                throw new ProtocolException(
                        call.spec().name() + ": an error came behind confirmations (expected: more of these)", null);
            }
            fail(call, call.readError(reply), effect);
            return;
        }
        if (effect == SessionEffect.EXEC && isInTransaction) {
            if (kind == ReplyKind.NIL) {
                abort(call);
            } else {
                execute(call, decodeElements(queuedCalls(), reply));
            }
            return;
        }
        switch (effect) {
            case SELECT -> select(call.firstArgument());
            case MULTI -> isInTransaction = true;
            case DISCARD, RESET -> {
                if (effect == SessionEffect.RESET) {
                    db = 0;
                    subscriptions.reset();
                }
                endTransaction(waiting -> new MultiExecException(
                        waiting.spec().name() + ": not executed, since the transaction was discarded", List.of()));
            }
            case HELLO -> setProtocol(call.firstArgument());
            case SUBSCRIPTION ->
                throw new ProtocolException(
                        call.spec().name() + " was answered by a " + kind + " (expected: confirmations)", null);
            case NONE, EXEC -> {}
        }
        call.complete(reply);
    }

    /** Without an argument HELLO only asks. */
    private void setProtocol(String version) {
        if (!version.isEmpty()) {
            subscriptions.setProtocol(version.equals("3"));
        }
    }

    /** An EXEC that is refused has ended the transaction; any other error leaves everything as it was. */
    private void fail(Call<?> call, ReplyException error, SessionEffect effect) {
        if (effect == SessionEffect.EXEC) {
            endTransaction(waiting -> ReplyException.of(String.valueOf(error.getMessage())));
        }
        call.fail(error);
    }

    /** The server has accepted the number, so that it is one; but it may have been written as +1 or 01. */
    private void select(String number) {
        try {
            db = Integer.parseInt(number);
        } catch (NumberFormatException e) {
            // a server that takes another notation has a database that this one cannot name
        }
    }

    private void abort(Call<?> exec) {
        endTransaction(waiting ->
                new WatchVariableException(waiting.spec().name() + ": not executed, since a watched key had changed"));
        exec.completeAs(null);
    }

    /** Whether a reply holds those to the queued calls. */
    boolean isExecution(Call<?> call, ReplyKind kind) {
        return kind == ReplyKind.ARRAY && call.spec().effect() == SessionEffect.EXEC && isInTransaction;
    }

    /** The calls that wait for EXEC, in order, as they are now. */
    List<Call<?>> queuedCalls() {
        List<Call<?>> calls = new ArrayList<>(queuedCount);
        for (Call<?> call = queued.first(); call != null; call = call.next()) {
            calls.add(call);
        }
        return calls;
    }

    /**
     * Decodes the reply to EXEC, on whatever thread. All is decoded before the first future completes, since completions
     * may do anything.
     *
     * @return what {@link #execute} needs
     */
    static List<Supplier<@Nullable Object>> decodeElements(List<Call<?>> calls, ReplyReader reply) {
        int elements = reply.beginArray();
        if (elements != calls.size()) {
            throw new ProtocolException(
                    "EXEC answered " + elements + " elements (expected: " + calls.size() + ", as many as were queued)",
                    null);
        }
        List<Supplier<@Nullable Object>> decoded = new ArrayList<>(elements);
        for (Call<?> call : calls) {
            decoded.add(call.decodeElement(reply));
        }
        return decoded;
    }

    /** Completes the queued calls by their elements, and EXEC itself by the list of what they were completed with. */
    void execute(Call<?> exec, List<Supplier<@Nullable Object>> decoded) {
        isInTransaction = false;
        List<@Nullable Object> results = new ArrayList<>(decoded.size());
        for (Supplier<@Nullable Object> element : decoded) {
            Call<?> call = Objects.requireNonNull(queued.first());
            String number = call.spec().effect() == SessionEffect.SELECT ? call.firstArgument() : "";
            Object result = element.get();
            if (!number.isEmpty() && !(result instanceof Throwable)) {
                select(number);
            }
            results.add(result);
            queued.removeFirst();
        }
        releaseQueued();
        exec.completeAs(Collections.unmodifiableList(results));
    }

    private void endTransaction(Function<Call<?>, RedisException> failure) {
        isInTransaction = false;
        for (Call<?> call = queued.first(); call != null; call = queued.first()) {
            call.fail(failure.apply(call));
            queued.removeFirst();
        }
        releaseQueued();
    }

    /** Before EXEC itself completes: who has all of its replies must find nothing pending. */
    private void releaseQueued() {
        budget.release(queuedCost);
        queuedCost = 0;
        queuedCount = 0;
    }
}
