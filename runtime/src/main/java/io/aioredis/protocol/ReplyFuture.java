package io.aioredis.protocol;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A future that a connection completes.
 *
 * <p>Waiting for it, or for a stage made from it, on the thread of an event loop throws {@link IllegalStateException}
 * instead of hanging for ever; what {@link CompletableFuture#allOf} and stages of other makers hide goes unnoticed. It
 * completes on the connection's event loop or, if the connection has an executor for callbacks, there; that executor is
 * then also what its {@code …Async} methods use by default.
 *
 * @param <T> what it is completed with
 */
public class ReplyFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private @Nullable ReplySource source;

    /** Creates one that completes on whatever thread completes it. */
    public ReplyFuture() {}

    /** Creates one that is completed by a connection; null for none. */
    public ReplyFuture(@Nullable ReplySource source) {
        this.source = source;
    }

    /** Sets what completes it; for that one's use, before the future is published. */
    public final void setSource(ReplySource source) {
        this.source = source;
    }

    final @Nullable ReplySource source() {
        return source;
    }

    private @Nullable Executor callbacks() {
        ReplySource known = source;
        return known == null ? null : known.callbackExecutor();
    }

    /**
     * Completes the future where its callbacks are to run: exceptionally if there is a failure, else with the value. An
     * executor that refuses leaves it to the current thread.
     */
    public final void settle(@Nullable T value, @Nullable Throwable failure) {
        Executor executor = callbacks();
        if (executor == null || isDone()) {
            complete(value, failure);
            return;
        }
        try {
            executor.execute(() -> complete(value, failure));
        } catch (RejectedExecutionException e) {
            complete(value, failure);
        }
    }

    @SuppressWarnings("NullAway") // whether T may be null is for those to know who complete it
    private void complete(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            complete(value);
        } else {
            completeExceptionally(failure);
        }
    }

    @Override
    public T join() {
        requireMayWait();
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        requireMayWait();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (timeout > 0) {
            requireMayWait();
        }
        return super.get(timeout, unit);
    }

    private void requireMayWait() {
        ReplySource known = source;
        if (known != null && !isDone() && known.isEventLoop()) {
            throw new IllegalStateException(
                    this + ": waiting on an event loop's thread ("
                            + Thread.currentThread().getName()
                            + ") would keep replies from being read (expected: another thread, or a stage that is run on completion)");
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new ReplyFuture<>(source);
    }

    @Override
    public Executor defaultExecutor() {
        Executor executor = callbacks();
        return executor == null ? super.defaultExecutor() : executor;
    }

    /** The state of the future in a word or two. */
    final String outcome() {
        return isCancelled()
                ? "cancelled"
                : isCompletedExceptionally() ? "failed" : isDone() ? "completed" : "not completed";
    }

    @Override
    public String toString() {
        return "ReplyFuture[" + outcome() + "]";
    }
}
