package io.aioredis.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * An event loop that runs a task only when it is told to, on the thread that tells it. That thread is all threads of a
 * model run: it is in the loop while it runs a task or an event of the loop, and else one of the clients.
 *
 * <p>Its clock stands still until it is moved.
 */
final class ModelLoop extends AbstractScheduledEventExecutor implements EventLoop {
    private final Thread owner = Thread.currentThread();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Promise<Void> termination = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
    private final MockTicker ticker = Ticker.newMockTicker();
    private final List<Throwable> escaped = new ArrayList<>();

    private boolean isInside;
    private boolean isEnding;

    /** How many of the next tasks were taken before the shutdown, and so are run. */
    private int promised;

    private int acceptedUntilRejection = Integer.MAX_VALUE;
    private int rejections;
    private volatile boolean hasRejected;

    // ------------------------------------------------------------------------------------------------ the model's side

    boolean hasTasks() {
        return !tasks.isEmpty() || (!isTerminated() && hasScheduledTasks());
    }

    /** What tasks have thrown; none of a connection may. */
    List<Throwable> escaped() {
        return escaped;
    }

    int millis() {
        return (int) TimeUnit.NANOSECONDS.toMillis(ticker.nanoTime());
    }

    void runOneTask() {
        run(() -> fetchFromScheduledTaskQueue(tasks));
        Runnable task = tasks.poll();
        promised--;
        if (task != null) {
            run(task);
        }
    }

    void runAllTasks() {
        do {
            runOneTask();
        } while (hasTasks());
    }

    /** Runs what a selector would call the loop for. */
    void run(Runnable event) {
        isInside = true;
        try {
            event.run();
        } catch (Throwable t) {
            escaped.add(t);
        } finally {
            isInside = false;
        }
    }

    /** Moves the clock; what is due runs with the next tasks. */
    void advance(long nanos) {
        ticker.advance(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Refuses some tasks of clients although the loop goes on, as a bounded task queue does. One that refuses the loop's
     * own tasks loses Netty's events too, and nothing can be promised.
     */
    void rejectAfter(int accepted, int count) {
        acceptedUntilRejection = accepted;
        rejections = count;
    }

    boolean hasRejected() {
        return hasRejected;
    }

    void beginShutdown() {
        if (!isEnding) {
            promised = tasks.size();
        }
        isEnding = true;
    }

    /** Ends the loop; what it took after the shutdown had begun, and has not run, is never run. */
    void terminate() {
        while (promised > 0) {
            runOneTask();
        }
        isEnding = true;
        tasks.clear();
        termination.trySuccess(null);
    }

    // ------------------------------------------------------------------------------------------------ Netty's side

    @Override
    public void execute(Runnable task) {
        if (isTerminated()) {
            throw new RejectedExecutionException("event loop terminated");
        }
        if (rejections > 0 && !isInside && --acceptedUntilRejection < 0) {
            rejections--;
            hasRejected = true;
            throw new RejectedExecutionException("the model's event loop takes no tasks for now");
        }
        tasks.add(task);
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return isInside && thread == owner;
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    @Override
    public EventLoopGroup parent() {
        return this;
    }

    @Override
    public EventLoop next() {
        return this;
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    public boolean isShuttingDown() {
        return isEnding;
    }

    @Override
    public boolean isShutdown() {
        return isTerminated();
    }

    @Override
    public boolean isTerminated() {
        return termination.isDone();
    }

    @Override
    public Future<?> terminationFuture() {
        return termination;
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        beginShutdown();
        return termination;
    }

    @Override
    @Deprecated
    public void shutdown() {
        beginShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }
}
