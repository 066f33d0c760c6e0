package io.aioredis.connection;

import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.exception.ConnectionForcedCloseException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.RedisException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyKind;
import io.aioredis.protocol.ReplyParser;
import io.aioredis.protocol.ReplyReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of one connection: commands on their way out, and commands whose replies are to come.
 *
 * <p>A command goes from the queue, which any thread fills, to {@link #unsent}, and with its first byte to {@link
 * #inFlight}, where it stays until its reply has been read, whatever became of its future. All fields but the queue and
 * the budget belong to the event loop. Whatever is thrown on the event loop closes the connection, since nobody could
 * say any more whose reply is whose; what a codec or decoder throws never gets here.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = LoggerFactory.getLogger(RedisConnection.class);

    /** What is written, and what is read, before the event loop turns to other connections. */
    private static final int SLICE = 64 * 1024;

    /** Where what was read lies while it is parsed; parsing ends before the next read of the loop begins. */
    private static final FastThreadLocal<byte[]> WINDOW = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[SLICE];
        }
    };

    private final RedisAddress address;
    private final Session session;
    private final ReplyParser parser;
    private final CallQueue queue = new CallQueue();
    private final PendingBudget budget;
    private final Runnable drain = this::drain;
    private final FutureListener<Object> onLoopEnd = ended -> close(new RejectedExecutionException("event loop ended"));
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

    /** Set before the channel is active, and so before any command. */
    private @Nullable ChannelHandlerContext context;

    private final CallList unsent = new CallList();
    private long unsentBytes;

    /** How many of the next unsent calls belong to a group that has begun and so must go out. */
    private int groupRest;

    private final CallList inFlight = new CallList();

    /** The last call in flight if not all of its bytes are written yet. */
    private @Nullable Call<?> partial;

    private long partialWritten;

    private boolean isReading;
    private boolean isWriting;
    private long answeredCost;

    /** Why the connection ended, once it has. */
    private volatile @Nullable Throwable end;

    /** Whether {@link #closed} is told, or to be told when the socket is closed. */
    private boolean isAnnounced;

    ConnectionHandler(RedisAddress address, int db, ReplyParser parser, PendingBudget budget) {
        this.address = address;
        this.session = new Session(db, budget);
        this.parser = parser;
        this.budget = budget;
    }

    // ------------------------------------------------------------------------------------------------ any thread

    Session session() {
        return session;
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
            Call<?> first = reverse(last);
            if (first != null) {
                refused.addChain(first, last);
            }
            failAll(refused, refusal);
        });
    }

    /** Closes from this side: refuses new commands at once and fails the others on the event loop. */
    void closeByUser() {
        queue.close();
        runOnLoop(() -> close(new ConnectionForcedCloseException("closed by close()", null)));
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
        ctx.channel().eventLoop().terminationFuture().addListener(onLoopEnd);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        close(new ConnectionClosedException("closed by the server", null));
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
        takeChain(queue.takeAll());
        partial = null;
        Throwable before = end;
        Throwable reason = before == null ? cause : before;
        end = reason;
        closeChannel();
        Refusal unanswered = call -> Refusal.lost(call, true, address, reason);
        failAll(session.queued(), unanswered);
        failAll(inFlight, unanswered);
        failAll(unsent, call -> Refusal.lost(call, false, address, reason));
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
            closed.complete(null);
        } else {
            channel.closeFuture().addListener(done -> closed.complete(null));
        }
    }

    /** Fails every call, with the shortage of memory itself where there is not even enough to describe the failure. */
    private static void failAll(CallList calls, Refusal refusal) {
        int interruptions = 0;
        OutOfMemoryError shortage = null;
        for (Call<?> call = calls.first(); call != null; call = calls.first()) {
            try {
                call.fail(shortage == null || interruptions < 100 ? refusal.of(call) : shortage);
            } catch (OutOfMemoryError e) {
                shortage = e;
                if (++interruptions > 1000) {
                    throw e;
                }
                continue;
            }
            calls.removeFirst();
        }
    }

    // ------------------------------------------------------------------------------------------------ writing

    private void drain() {
        if (end != null) {
            return;
        }
        try {
            takeChain(queue.takeAll());
            write();
        } catch (Throwable t) {
            close(t);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        drain();
    }

    /** Appends calls that are linked from the last to the first to what is unsent. */
    private void takeChain(@Nullable Call<?> last) {
        Call<?> first = reverse(last);
        if (first == null || last == null) {
            return;
        }
        for (Call<?> call = first; call != null; call = call.next()) {
            unsentBytes += call.size();
        }
        unsent.addChain(first, last);
    }

    private static @Nullable Call<?> reverse(@Nullable Call<?> last) {
        Call<?> first = null;
        for (Call<?> call = last; call != null; ) {
            Call<?> before = call.next();
            call.setNext(first);
            first = call;
            call = before;
        }
        return first;
    }

    /** Writes one slice; the rest waits for the loop's next turn, or for the socket to take more. */
    private void write() {
        ChannelHandlerContext ctx = context();
        if (isWriting || !hasUnsent() || !ctx.channel().isWritable()) {
            return;
        }
        isWriting = true; // flushing may report writability, which drains
        try {
            ByteBuf slice = fillSlice(ctx);
            if (slice != null) {
                ctx.writeAndFlush(slice, ctx.voidPromise());
            }
        } finally {
            isWriting = false;
        }
        if (end == null && hasUnsent() && ctx.channel().isWritable()) {
            ctx.channel().eventLoop().execute(drain);
        }
    }

    private boolean hasUnsent() {
        return partial != null || !unsent.isEmpty();
    }

    private @Nullable ByteBuf fillSlice(ChannelHandlerContext ctx) {
        int capacity = (int) Math.min(SLICE, unsentBytes);
        ByteBuf slice = ctx.alloc().directBuffer(capacity);
        try {
            ByteBuffer target = slice.internalNioBuffer(0, capacity);
            int start = target.position();
            while (target.hasRemaining()) {
                Call<?> call = partial != null ? partial : nextToSend();
                if (call == null) {
                    break;
                }
                int copied = call.copyTo(partialWritten, target);
                partialWritten += copied;
                unsentBytes -= copied;
                if (partialWritten == call.size()) {
                    partial = null;
                    partialWritten = 0;
                }
            }
            int filled = target.position() - start;
            if (filled == 0) {
                slice.release();
                return null;
            }
            return slice.writerIndex(filled);
        } catch (Throwable t) {
            slice.release();
            throw t;
        }
    }

    /** Moves the next call to those in flight, before any of its bytes is written, and returns it. */
    private @Nullable Call<?> nextToSend() {
        Call<?> call = unsent.first();
        while (call != null && groupRest == 0) {
            if (!isGroupDone(call)) {
                groupRest = call.followers() + 1;
            } else {
                dropGroup(call);
                call = unsent.first();
            }
        }
        if (call != null) {
            groupRest--;
            unsent.removeFirst();
            inFlight.add(call);
            partial = call;
            partialWritten = 0;
        }
        return call;
    }

    /** Whether nobody waits for any call of a group, so that it need not be sent; part of one always is. */
    private static boolean isGroupDone(Call<?> first) {
        Call<?> call = first;
        for (int rest = first.followers() + 1; rest > 0 && call != null; rest--) {
            if (!call.isDone()) {
                return false;
            }
            call = call.next();
        }
        return true;
    }

    private void dropGroup(Call<?> first) {
        for (int rest = first.followers() + 1; rest > 0; rest--) {
            Call<?> call = unsent.first();
            if (call != null) {
                unsentBytes -= call.size();
                budget.release(PendingBudget.cost(call));
                call.release();
                unsent.removeFirst();
            }
        }
    }

    // ------------------------------------------------------------------------------------------------ reading

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        isReading = true;
        try {
            while (in.isReadable() && end == null) {
                readSlice(in);
            }
        } catch (Throwable t) {
            close(t);
        } finally {
            in.release();
        }
    }

    private void readSlice(ByteBuf in) {
        int length = Math.min(in.readableBytes(), SLICE);
        if (in.hasArray()) {
            parser.feed(in.array(), in.arrayOffset() + in.readerIndex(), length);
            in.skipBytes(length);
        } else {
            byte[] window = WINDOW.get();
            in.readBytes(window, 0, length);
            parser.feed(window, 0, length);
        }
        for (ReplyReader reply = parser.next(); reply != null; reply = parser.next()) {
            receive(reply);
            if (end != null) {
                return; // by the completion that just ran
            }
        }
    }

    private void receive(ReplyReader reply) {
        if (reply.peek() == ReplyKind.PUSH) {
            return; // nobody has subscribed to anything yet
        }
        Call<?> call = inFlight.first();
        if (call == null) {
            throw unasked(reply);
        }
        if (call == partial) {
            throw new ProtocolException("a reply came before its command was sent", null);
        }
        if (session.concerns(call)) {
            receiveInSession(call, reply);
            return;
        }
        beforeCompleting(call, PendingBudget.cost(call));
        call.complete(reply);
        afterCompleting();
    }

    private void receiveInSession(Call<?> call, ReplyReader reply) {
        if (session.isQueuedBy(reply)) {
            inFlight.removeFirst();
            session.enqueue(call);
            return;
        }
        beforeCompleting(call, PendingBudget.cost(call));
        session.complete(call, reply);
        afterCompleting();
    }

    private void beforeCompleting(Call<?> call, long cost) {
        answeredCost += cost;
        if (call.next() == null) {
            releaseAnswered(); // who has all of its replies must find nothing pending
        }
    }

    private void afterCompleting() {
        if (end == null) {
            inFlight.removeFirst();
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
        releaseAnswered();
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
