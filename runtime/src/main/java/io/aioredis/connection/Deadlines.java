package io.aioredis.connection;

import io.aioredis.exception.CommandTimeoutException;
import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.protocol.Call;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets no command, and no connection, wait for ever. Confined to the event loop.
 *
 * <p>Calls with the connection's timeout expire in the order in which they were given, so that the oldest one alone has to
 * be looked at; those with a timeout of their own stand in a heap besides. One timer is enough: it is due at the earliest
 * of all deadlines, as they were when it was set, and is set again if there is still something to wait for.
 */
final class Deadlines {
    /** A call with a timeout of its own. */
    private record Own(Call<?> call, int timeout, int at) {}

    /** The heap is looked through for answered calls when it has so many, and more than twice as many as remained then. */
    private static final int MIN_HEAP_TO_CLEAN = 64;

    private final OutstandingCalls calls;
    private final int commandTimeout;
    private final int deadAfter;
    private final PriorityQueue<Own> own = new PriorityQueue<>((a, b) -> a.at - b.at);
    private int ownAfterCleaning;

    private @Nullable Future<?> timer;
    private int timerAt;

    /** When a byte was read last, or the first of what is in flight was sent, whichever was later. */
    private int lastActivity;

    private int lastRead;

    /** Times are in milliseconds, 0 for none. */
    Deadlines(OutstandingCalls calls, int commandTimeout, int deadAfter, int now) {
        this.calls = calls;
        this.commandTimeout = commandTimeout;
        this.deadAfter = deadAfter;
        this.lastActivity = now;
        this.lastRead = now;
    }

    /** Notes when a call was given, and so when it expires. */
    void start(Call<?> call, int now) {
        if (!call.hasOwnTimeout()) {
            call.stamp(now);
            return;
        }
        int timeout = call.timeoutMillis();
        if (timeout > 0) {
            addOwn(new Own(call, timeout, now + timeout));
        }
    }

    /** Sees to a call that leaves the others before its future is complete, since it waits for EXEC. */
    void keep(Call<?> call) {
        if (commandTimeout > 0 && !call.hasOwnTimeout() && !call.isDone()) {
            addOwn(new Own(call, commandTimeout, call.stampedAt() + commandTimeout));
        }
    }

    private void addOwn(Own deadline) {
        if (own.size() >= MIN_HEAP_TO_CLEAN && own.size() > 2 * ownAfterCleaning) {
            own.removeIf(each -> each.call.isDone());
            ownAfterCleaning = own.size();
        }
        own.add(deadline);
    }

    void read(int now) {
        lastRead = now;
        lastActivity = now;
    }

    /** Something was sent while nothing was in flight, so that the silence before it means nothing. */
    void wake(int now) {
        lastActivity = now;
    }

    /** Sees to a timer that is due no later than the next deadline. */
    void setTimer(EventLoop loop, int now, Runnable task) {
        int due = Integer.MAX_VALUE;
        Call<?> oldest = commandTimeout > 0 ? oldest() : null;
        if (oldest != null) {
            due = Math.min(due, oldest.stampedAt() + commandTimeout - now);
        }
        if (deadAfter > 0 && calls.head() != null) {
            int left = lastActivity + deadAfter - now;
            due = Math.min(due, left > 0 ? left : deadAfter); // a silence that a blocking command explains
        }
        Own earliest = own.peek();
        if (earliest != null) {
            due = Math.min(due, earliest.at - now);
        }
        if (due == Integer.MAX_VALUE || (timer != null && timerAt - (now + due) <= 0)) {
            return;
        }
        stop();
        timerAt = now + due;
        timer = loop.schedule(task, Math.max(1, due), TimeUnit.MILLISECONDS);
    }

    /** Fails what is too old. What its completions do may change anything, so that each step looks afresh. */
    void expire(int now) {
        timer = null;
        for (Own next = own.peek(); next != null && next.at - now <= 0; next = own.peek()) {
            own.poll();
            expire(next.call, next.timeout, now);
        }
        if (commandTimeout == 0) {
            return;
        }
        for (Call<?> call = oldest(); call != null && call.stampedAt() + commandTimeout - now <= 0; call = oldest()) {
            calls.advance();
            expire(call, commandTimeout, now);
        }
    }

    /** The oldest call that has the connection's timeout and is not complete. */
    private @Nullable Call<?> oldest() {
        Call<?> call = calls.cursor();
        while (call != null && (call.hasOwnTimeout() || call.isDone())) {
            calls.advance();
            call = calls.cursor();
        }
        return call;
    }

    private void expire(Call<?> call, int timeout, int now) {
        if (!call.isDone()) {
            call.expire(timeout(call, timeout, now, null));
        }
    }

    /** What a call is told that was waited for too long; may be called, for an estimate, on any thread. */
    CommandTimeoutException timeout(Call<?> call, int timeout, int now, @Nullable Throwable cause) {
        return new CommandTimeoutException(
                call.spec().name(),
                call.isSent(),
                Duration.ofMillis(timeout),
                calls.sent(),
                calls.unsent(),
                Duration.ofMillis(now - lastRead),
                cause);
    }

    /** Why the peer is to be given up; null if it is not. */
    @Nullable
    ConnectionClosedException death(int now) {
        Call<?> head = calls.head();
        if (deadAfter == 0 || head == null || lastActivity + deadAfter - now > 0 || head.isBlocking()) {
            return null;
        }
        return new ConnectionClosedException(
                "the server is silent: " + calls.sent() + " command(s) in flight, and no byte read for "
                        + (now - lastActivity) + " ms (limit: " + deadAfter + " ms)",
                null);
    }

    void stop() {
        Future<?> set = timer;
        if (set != null) {
            set.cancel(false);
            timer = null;
        }
    }
}
