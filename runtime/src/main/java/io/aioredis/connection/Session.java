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

    Session(int db) {
        this.db = db;
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
     *
     * @return what calls that were queued, and are answered now, had been charged
     */
    long complete(Call<?> call, ReplyReader reply) {
        ReplyKind kind = reply.peek();
        SessionEffect effect = call.spec().effect();
        if (kind == ReplyKind.ERROR) {
            return fail(call, reply.readError(), effect);
        }
        if (effect == SessionEffect.EXEC && isInTransaction) {
            return kind == ReplyKind.NIL ? abort(call) : execute(call, reply);
        }
        long cost = 0;
        switch (effect) {
            case SELECT -> select(call.firstArgument());
            case MULTI -> isInTransaction = true;
            case DISCARD, RESET -> {
                db = effect == SessionEffect.RESET ? 0 : db;
                cost = endTransaction(waiting -> new MultiExecException(
                        waiting.spec().name() + ": not executed, since the transaction was discarded", List.of()));
            }
            case NONE, EXEC -> {}
        }
        call.complete(reply);
        return cost;
    }

    /** An EXEC that is refused has ended the transaction; any other error leaves everything as it was. */
    private long fail(Call<?> call, ReplyException error, SessionEffect effect) {
        long cost = 0;
        if (effect == SessionEffect.EXEC) {
            cost = endTransaction(waiting -> ReplyException.of(String.valueOf(error.getMessage())));
        }
        call.fail(error);
        return cost;
    }

    /** The server has accepted the number, so that it is one; but it may have been written as +1 or 01. */
    private void select(String number) {
        try {
            db = Integer.parseInt(number);
        } catch (NumberFormatException e) {
            // a server that takes another notation has a database that this one cannot name
        }
    }

    private long abort(Call<?> exec) {
        long cost = endTransaction(waiting ->
                new WatchVariableException(waiting.spec().name() + ": not executed, since a watched key had changed"));
        exec.completeAs(null);
        return cost;
    }

    /**
     * Completes the queued calls by their elements, and EXEC itself by the list of what they were completed with. All is
     * decoded before the first future completes, since completions may do anything.
     */
    private long execute(Call<?> exec, ReplyReader reply) {
        int elements = reply.beginArray();
        if (elements != queuedCount) {
            throw new ProtocolException(
                    "EXEC answered " + elements + " elements (expected: " + queuedCount + ", as many as were queued)",
                    null);
        }
        List<Supplier<@Nullable Object>> decoded = new ArrayList<>(elements);
        for (Call<?> call = queued.first(); call != null; call = call.next()) {
            decoded.add(call.decodeElement(reply));
        }
        reply.end();
        isInTransaction = false;
        List<@Nullable Object> results = new ArrayList<>(elements);
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
        exec.completeAs(Collections.unmodifiableList(results));
        return takeCost();
    }

    private long endTransaction(Function<Call<?>, RedisException> failure) {
        isInTransaction = false;
        for (Call<?> call = queued.first(); call != null; call = queued.first()) {
            call.fail(failure.apply(call));
            queued.removeFirst();
        }
        return takeCost();
    }

    private long takeCost() {
        long cost = queuedCost;
        queuedCost = 0;
        queuedCount = 0;
        return cost;
    }
}
