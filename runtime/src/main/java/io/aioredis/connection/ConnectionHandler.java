package io.aioredis.connection;

import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.exception.ConnectionForcedCloseException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.RedisException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyFuture;
import io.aioredis.protocol.ReplyKind;
import io.aioredis.protocol.ReplyParser;
import io.aioredis.protocol.ReplyReader;
import io.aioredis.protocol.ReplySource;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of one connection: commands on their way out, and commands whose replies are to come.
 *
 * <p>A command goes from the queue, which any thread fills, to the {@link #calls}, among which it is in flight from its
 * first byte on and stays until its reply has been read, whatever became of its future. All fields but the queue and the
 * budget belong to the event loop. Whatever is thrown on the event loop closes the connection, since nobody could
 * say any more whose reply is whose; what a codec or decoder throws never gets here.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter implements ReplySource {
    private static final Logger LOGGER = LoggerFactory.getLogger(RedisConnection.class);

    /** What is parsed at once. */
    private static final int SLICE = 64 * 1024;

    /** After so many bytes of replies, what their completions have queued goes out before the rest is read. */
    private static final int EARLY_WRITE = 16 * 1024;

    /** Where what was read lies while it is parsed; parsing ends before the next read of the loop begins. */
    private static final FastThreadLocal<byte[]> WINDOW = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[SLICE];
        }
    };

    private final RedisAddress address;
    private final Surroundings surroundings;
    private final Subscriptions subscriptions;
    private final Session session;
    private final ReplyParser parser;
    private final CallQueue queue = new CallQueue();
    private final PendingBudget budget;
    private final Runnable drain = this::drain;
    private final Runnable expire = this::expire;
    private final FutureListener<Object> onLoopEnd = ended -> close(loopEnded());
    private final ReplyFuture<@Nullable Void> closed;
    private final @Nullable Executor callbackExecutor;
    private final int commandTimeoutMillis;

    /** Set before the channel is active, and so before any command. */
    private @Nullable ChannelHandlerContext context;

    private @Nullable EventLoopGroup group;
    private @Nullable Thread loopThread;

    private final OutstandingCalls calls = new OutstandingCalls();
    private final Deadlines deadlines;
    private final CommandSender sender;
    private final ReadPause pause = new ReadPause();
    private boolean isReading;
    private long answeredCost;

    /** What was received since commands were written last. */
    private long receivedBytes;

    /** No command is taken any more, and the connection ends when all are answered. */
    private boolean isFinishing;

    /** Why the connection ended, once it has. */
    private volatile @Nullable Throwable end;

    /** Whether {@link #closed} is told, or to be told when the socket is closed. */
    private boolean isAnnounced;

    ConnectionHandler(RedisAddress address, ConnectionOptions options) {
        this(address, options, Surroundings.REAL);
    }

    ConnectionHandler(RedisAddress address, ConnectionOptions options, Surroundings surroundings) {
        this.address = address;
        this.surroundings = surroundings;
        this.budget = new PendingBudget(options.maxPendingBytes());
        this.subscriptions = new Subscriptions(address);
        this.session = new Session(options.db(), budget, subscriptions);
        this.parser = options.parser().get();
        this.deadlines =
                new Deadlines(calls, options.commandTimeoutMillis(), options.deadAfterMillis(), surroundings.now());
        this.sender = new CommandSender(calls, session, budget, deadlines);
        this.callbackExecutor = options.callbackExecutor();
        this.commandTimeoutMillis = options.commandTimeoutMillis();
        this.closed = new ReplyFuture<>(this);
    }

    // ------------------------------------------------------------------------------------------------ any thread

    Session session() {
        return session;
    }

    PendingBudget budget() {
        return budget;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public @Nullable Executor callbackExecutor() {
        return callbackExecutor;
    }

    /** Sets the event loops of which one will be the connection's; before anybody can wait for it. */
    void setGroup(EventLoopGroup group) {
        this.group = group;
    }

    @Override
    public boolean isEventLoop() {
        Iterable<EventExecutor> loops = group;
        if (loops != null) {
            for (EventExecutor each : loops) {
                if (each.inEventLoop()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public int commandTimeoutMillis() {
        return commandTimeoutMillis;
    }

    @Override
    public RuntimeException stuck(Call<?> call, int timeoutMillis) {
        Thread thread = Objects.requireNonNull(loopThread);
        StackTraceElement[] stack = thread.getStackTrace();
        String where = Arrays.stream(stack)
                .filter(frame ->
                        frame.getModuleName() == null || !frame.getModuleName().startsWith("java."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
        RedisException cause = new RedisException("the event loop's thread " + thread.getName() + " is stuck" + where);
        cause.setStackTrace(stack);
        return deadlines.timeout(call, timeoutMillis, surroundings.now(), cause);
    }

    boolean isClosed() {
        return queue.isClosed();
    }

    /** Completes when everything has failed or been answered and the socket is closed. */
    CompletableFuture<@Nullable Void> closed() {
        return closed;
    }

    /** Queues a group of claimed calls that are linked from the last to the first, or fails them. */
    void submit(Call<?> first, Call<?> last, long cost) {
        if (!budget.reserve(cost)) {
            long pending = budget.pending();
            refuse(last, call -> Refusal.overLimit(call, cost, pending, budget.limit()));
            return;
        }
        switch (queue.push(first, last)) {
            case QUEUED -> {}
            case DRAIN_DUE -> scheduleDrain();
            case CLOSED -> {
                budget.release(cost);
                refuse(last, call -> Refusal.closed(call, address, end));
            }
        }
    }

    /** During a read no task is needed: what completions queue goes out when the read is through. */
    private void scheduleDrain() {
        EventLoop loop = loop();
        if (loop.inEventLoop() && isReading) {
            return;
        }
        try {
            loop.execute(drain);
        } catch (RejectedExecutionException e) {
            if (!loop.isShuttingDown()) {
                retryLater(this::scheduleDrain);
            } // else what is queued is failed by onLoopEnd
        }
    }

    /** Does again what an event loop refused that has not ended, since the bounded queue of its tasks was full. */
    private static void retryLater(Runnable attempt) {
        GlobalEventExecutor.INSTANCE.schedule(attempt, 1, TimeUnit.MILLISECONDS);
    }

    /** Fails calls by the loop and never by the caller, whose stack a chain of retries would overflow. */
    private void refuse(Call<?> last, Refusal refusal) {
        runOnLoop(() -> {
            CallList refused = new CallList();
            Call<?> first = CallQueue.inOrder(last);
            if (first != null) {
                refused.addChain(first, last);
            }
            failAll(refused::first, call -> refused.removeFirst(), refusal);
        });
    }

    /** Closes from this side: refuses new commands at once and fails the others on the event loop. */
    void closeByUser() {
        queue.close();
        runOnLoop(() -> close(new ConnectionForcedCloseException("closed by close()", null)));
    }

    /** Refuses new commands at once and closes when the others are answered, or after a time. */
    void closeWhenAnswered(Duration limit) {
        queue.close();
        runOnLoop(() -> {
            isFinishing = true;
            drain();
            if (end == null) {
                ConnectionForcedCloseException late = new ConnectionForcedCloseException(
                        "not answered within the " + limit.toMillis() + " ms of close()", null);
                Future<?> deadline = loop().schedule(() -> close(late), limit.toNanos(), TimeUnit.NANOSECONDS);
                closed.whenComplete((done, failure) -> deadline.cancel(false));
            }
        });
    }

    private void closeIfFinished() {
        if (isFinishing && end == null && calls.isEmpty()) {
            close(new ConnectionForcedCloseException("closed by close()", null));
        }
    }

    /**
     * Runs a task once, on the loop or after its end. A loop that is ending may take a task and never run it, so that
     * taking it is a promise only while the loop is not.
     */
    private void runOnLoop(Runnable task) {
        AtomicBoolean hasRun = new AtomicBoolean();
        Runnable once = () -> {
            if (hasRun.compareAndSet(false, true)) {
                task.run();
            }
        };
        EventLoop loop = loop();
        try {
            loop.execute(once);
            if (!loop.isShuttingDown()) {
                return;
            }
        } catch (RejectedExecutionException e) {
            if (!loop.isShuttingDown()) {
                retryLater(() -> runOnLoop(task));
                return;
            }
        }
        loop.terminationFuture().addListener(ended -> once.run());
    }

    private EventLoop loop() {
        return context().channel().eventLoop();
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext set = context;
        if (set == null) {
            throw new IllegalStateException("the connection has no channel yet");
        }
        return set;
    }

    // ------------------------------------------------------------------------------------------------ life

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        loopThread = Thread.currentThread();
        ctx.channel().eventLoop().terminationFuture().addListener(onLoopEnd);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        boolean isLoopEnding = ctx.channel().eventLoop().isShuttingDown();
        close(isLoopEnding ? loopEnded() : new ConnectionClosedException("closed by the server", null));
    }

    private static ConnectionClosedException loopEnded() {
        return new ConnectionClosedException("the event loop has ended", null);
    }

    /** The only end that a channel announces which never became active. */
    @Override
    public void channelUnregistered(ChannelHandlerContext ctx) {
        close(new ConnectionClosedException("the channel is closed", null));
    }

    /** What TLS finds wrong comes wrapped, as a matter of decoding. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
        Throwable cause = thrown instanceof DecoderException ? thrown.getCause() : null;
        close(cause == null ? thrown : cause);
    }

    /**
     * Ends the connection, or goes on ending it. No command is queued any more when the first one fails. Each leaves its
     * list only after its future is complete, so that what is interrupted, by an OutOfMemoryError say, can go on.
     */
    private void close(Throwable cause) {
        queue.close();
        sender.take(queue.takeAll(), surroundings.now());
        sender.forgetPartial();
        Throwable before = end;
        Throwable reason = before == null ? cause : before;
        end = reason;
        deadlines.stop();
        pause.release();
        closeChannel();
        Refusal unanswered = call -> Refusal.lost(call, address, reason);
        CallList queued = session.queued();
        failAll(queued::first, call -> queued.removeFirst(), unanswered);
        failAll(calls::head, call -> calls.removeHead(), unanswered);
        failAll(calls::firstUnsent, calls::drop, unanswered);
        subscriptions.closeAll(() -> Refusal.endOfChannel(address, reason));
        if (!isAnnounced) {
            announceClosed();
            isAnnounced = true;
            logIfUnexpected(reason); // last, since it needs memory too
        }
    }

    /** Ends that somebody wanted, or that networks have, are told by the futures and are no matter for a log. */
    private void logIfUnexpected(Throwable cause) {
        if (cause instanceof ProtocolException) {
            LOGGER.warn("closing the connection to {}: {}", address, cause.getMessage());
        } else if (!(cause instanceof RedisException || cause instanceof IOException)) {
            LOGGER.warn("closing the connection to {}", address, cause);
        }
    }

    private void closeChannel() {
        Channel channel = context().channel();
        Future<?> loopEnd = channel.eventLoop().terminationFuture();
        if (!loopEnd.isDone()) {
            loopEnd.removeListener(onLoopEnd);
            channel.close();
        }
    }

    /** After every command has failed, and the socket is closed. */
    private void announceClosed() {
        Channel channel = context().channel();
        if (channel.eventLoop().terminationFuture().isDone()) {
            closed.settle(null, null);
        } else {
            channel.closeFuture().addListener(done -> closed.settle(null, null));
        }
    }

    /** Fails every call, with the shortage of memory itself where there is not even enough to describe the failure. */
    private static void failAll(Supplier<@Nullable Call<?>> next, Consumer<Call<?>> remove, Refusal refusal) {
        int interruptions = 0;
        OutOfMemoryError shortage = null;
        for (Call<?> call = next.get(); call != null; call = next.get()) {
            try {
                call.fail(shortage == null || interruptions < 100 ? refusal.of(call) : shortage);
            } catch (OutOfMemoryError e) {
                shortage = e;
                if (++interruptions > 1000) {
                    throw e;
                }
                continue;
            }
            remove.accept(call);
        }
    }

    // ------------------------------------------------------------------------------------------------ deadlines

    private void expire() {
        if (end != null) {
            return;
        }
        try {
            int now = surroundings.now();
            deadlines.expire(now);
            if (end != null) {
                return;
            }
            ConnectionClosedException death = pause.isOn() ? null : deadlines.death(now);
            if (death == null) {
                deadlines.setTimer(loop(), now, expire);
            } else {
                close(death);
            }
        } catch (Throwable t) {
            close(t);
        }
    }

    // ------------------------------------------------------------------------------------------------ writing

    private void drain() {
        if (end != null) {
            return;
        }
        try {
            int now = surroundings.now();
            sender.take(queue.takeAll(), now);
            if (sender.hasUnsent()) {
                boolean isMore = sender.write(context(), now);
                if (end == null) {
                    deadlines.setTimer(loop(), now, expire); // silence counts from here
                    if (isMore) {
                        loop().execute(drain);
                    }
                }
            }
            closeIfFinished();
        } catch (Throwable t) {
            close(t);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        drain();
    }

    // ------------------------------------------------------------------------------------------------ reading

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (pause.isOn()) {
            pause.add(in); // was under way already
            return;
        }
        isReading = true;
        read(in);
    }

    /** Reads all of it, and releases it; or up to a reply that is decoded elsewhere, and keeps it. */
    private void read(ByteBuf in) {
        try {
            while (in.isReadable() && end == null && !pause.isOn()) {
                feedSlice(in);
                receiveAll();
            }
        } catch (Throwable t) {
            close(t);
        } finally {
            if (pause.isOn()) {
                pause.add(in);
            } else {
                in.release();
            }
        }
    }

    private void feedSlice(ByteBuf in) {
        int length = Math.min(in.readableBytes(), SLICE);
        if (in.hasArray()) {
            parser.feed(in.array(), in.arrayOffset() + in.readerIndex(), length);
            in.skipBytes(length);
        } else {
            byte[] window = WINDOW.get();
            in.readBytes(window, 0, length);
            parser.feed(window, 0, length);
        }
    }

    private void receiveAll() {
        for (ReplyReader reply = parser.next(); reply != null; reply = parser.next()) {
            receivedBytes += reply.frameSize();
            receive(reply);
            if (end != null || pause.isOn()) {
                return; // by the completion that just ran, or until a large reply is decoded
            }
            if (receivedBytes >= EARLY_WRITE) {
                receivedBytes = 0;
                if (!queue.isEmpty()) {
                    drain(); // the server has something to do while we read on
                }
            }
        }
    }

    private void receive(ReplyReader reply) {
        if (reply.hasPushesInside()) {
            reply.forEachPushInside(push -> subscriptions.take(push, null));
        }
        ReplyKind kind = reply.peek();
        Call<?> call = calls.head();
        if (kind == ReplyKind.PUSH || (kind == ReplyKind.ARRAY && subscriptions.isAside(call))) {
            receiveAside(reply, call);
            return;
        }
        if (call == null) {
            throw unasked(reply);
        }
        if (sender.isPartlySent(call)) {
            throw new ProtocolException("a reply came before its command was sent", null);
        }
        if (!session.concerns(call)) {
            if (reply.frameSize() > surroundings.large() && !call.isDone()) {
                ReplyReader detached = reply.detach();
                decodeElsewhere(call, () -> call.decode(detached));
                return;
            }
            beforeCompleting(call);
            call.complete(reply);
            afterCompleting();
        } else if (reply.frameSize() > surroundings.large() && session.isExecution(call, kind)) {
            List<Call<?>> queued = session.queuedCalls();
            ReplyReader detached = reply.detach();
            decodeElsewhere(call, () -> {
                List<Supplier<@Nullable Object>> elements = Session.decodeElements(queued, detached);
                return () -> session.execute(call, elements);
            });
        } else if (session.isQueuedBy(reply)) {
            calls.removeHead();
            session.enqueue(call);
            deadlines.keep(call);
        } else {
            beforeCompleting(call);
            session.complete(call, reply);
            afterCompleting();
        }
    }

    /**
     * Decodes a reply that would hold up the loop's other connections. Nothing is read meanwhile, so that the replies stay
     * in their order; the futures complete on the loop as always.
     *
     * @param decoding returns what completes the call on the loop
     */
    private void decodeElsewhere(Call<?> call, Supplier<Runnable> decoding) {
        Channel channel = context().channel();
        pause.begin(channel);
        WINDOW.remove(); // what is left of it is parsed later
        surroundings.decoding().execute(() -> {
            Runnable completion;
            try {
                completion = decoding.get();
            } catch (Throwable t) {
                runOnLoop(() -> close(t));
                return;
            }
            runOnLoop(() -> goOn(call, completion));
        });
    }

    private void goOn(Call<?> call, Runnable completion) {
        if (end != null) {
            return;
        }
        isReading = true;
        Queue<ByteBuf> kept = pause.end();
        try {
            beforeCompleting(call);
            completion.run();
            afterCompleting();
            if (end == null) {
                receiveAll();
            }
        } catch (Throwable t) {
            close(t);
        } finally {
            for (ByteBuf in = kept.poll(); in != null; in = kept.poll()) {
                read(in);
            }
        }
        channelReadComplete(context());
        if (!pause.isOn()) {
            pause.resume(context().channel());
        }
    }

    private void receiveAside(ReplyReader reply, @Nullable Call<?> head) {
        Call<?> asking = sender.isPartlySent(head) ? null : head; // what is not wholly sent cannot be answered
        switch (subscriptions.take(reply, asking)) {
            case ASIDE -> {}
            case CONFIRMED -> {
                Call<?> confirmed = Objects.requireNonNull(asking);
                beforeCompleting(confirmed);
                confirmed.completeAs(((SubscriptionRequest) confirmed.codecs()).confirmations());
                afterCompleting();
            }
            case PONG -> {
                Call<?> ping = Objects.requireNonNull(asking);
                beforeCompleting(ping);
                ping.complete(subscriptions.pong());
                afterCompleting();
            }
        }
    }

    private void beforeCompleting(Call<?> call) {
        answeredCost += PendingBudget.cost(call);
        if (call.next() == null) {
            releaseAnswered(); // who has all of its replies must find nothing pending
        }
    }

    private void afterCompleting() {
        if (end == null) {
            calls.removeHead();
        }
    }

    /** A reply that nothing asked for; servers say that they have no place for a client in this way. */
    private static RedisException unasked(ReplyReader reply) {
        if (reply.peek() == ReplyKind.ERROR) {
            return reply.readError();
        }
        return new ProtocolException("a reply came that nothing asked for: " + reply.peek(), null);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        isReading = false;
        if (end != null) {
            return;
        }
        releaseAnswered();
        deadlines.read(surroundings.now());
        receivedBytes = 0;
        drain();
    }

    /** Gives back what the answered commands were charged, at most once for each of them and mostly once for many. */
    private void releaseAnswered() {
        if (answeredCost > 0) {
            budget.release(answeredCost);
            answeredCost = 0;
        }
    }
}
