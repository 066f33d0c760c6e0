package io.aioredis.connection;

import io.aioredis.protocol.Call;
import io.aioredis.protocol.SessionEffect;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a connection's commands, in slices, each command whole before the next and each group without another command
 * inside. Confined to the event loop.
 */
final class CommandSender {
    /** What is written before the event loop turns to other connections. */
    private static final int SLICE = 64 * 1024;

    private final OutstandingCalls calls;
    private final Session session;
    private final PendingBudget budget;
    private final Deadlines deadlines;

    private long unsentBytes;

    /** How many of the next unsent calls belong to a group that has begun and so must go out. */
    private int groupRest;

    /** The last call in flight if not all of its bytes are written yet. */
    private @Nullable Call<?> partial;

    private long partialWritten;
    private boolean isWriting;

    CommandSender(OutstandingCalls calls, Session session, PendingBudget budget, Deadlines deadlines) {
        this.calls = calls;
        this.session = session;
        this.budget = budget;
        this.deadlines = deadlines;
    }

    /** Appends calls that are linked from the last to the first to what is unsent. */
    void take(@Nullable Call<?> chain, int now) {
        Call<?> first = CallQueue.inOrder(chain);
        if (first == null || chain == null) {
            return;
        }
        int count = 0;
        for (Call<?> call = first; call != null; call = call.next()) {
            unsentBytes += call.size();
            deadlines.start(call, now);
            count++;
        }
        calls.add(first, chain, count);
    }

    boolean hasUnsent() {
        return partial != null || calls.firstUnsent() != null;
    }

    /** Whether some, but not all bytes of a call are written, so that it cannot be answered yet. */
    boolean isPartlySent(@Nullable Call<?> call) {
        return call != null && call == partial;
    }

    /** The connection has ended, and nothing will be written any more. */
    void forgetPartial() {
        partial = null;
    }

    /** Writes one slice if the socket takes any, and says whether the loop's next turn should write another. */
    boolean write(ChannelHandlerContext ctx, int now) {
        if (isWriting || !ctx.channel().isWritable()) {
            return false;
        }
        isWriting = true; // flushing may report writability, which writes
        try {
            if (calls.head() == null) {
                deadlines.wake(now);
            }
            ByteBuf slice = fillSlice(ctx);
            if (slice != null) {
                ctx.writeAndFlush(slice, ctx.voidPromise());
            }
        } finally {
            isWriting = false;
        }
        return hasUnsent() && ctx.channel().isWritable();
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

    /** Counts the next call among those in flight, before any of its bytes is written, and returns it. */
    private @Nullable Call<?> nextToSend() {
        for (Call<?> call = calls.firstUnsent(); call != null; call = calls.firstUnsent()) {
            if (groupRest == 0) {
                int followers = call.followers();
                if (isGroupDone(call, followers)) {
                    dropGroup(followers);
                    continue;
                }
                groupRest = followers + 1;
            }
            groupRest--;
            if (call.spec().effect() != SessionEffect.NONE) {
                RuntimeException refusal = session.beforeSending(call);
                if (refusal != null) {
                    call.expire(refusal);
                    drop(call);
                    continue;
                }
            }
            calls.send(call);
            partial = call;
            partialWritten = 0;
            return call;
        }
        return null;
    }

    /** Whether nobody waits for any call of a group, so that it need not be sent; part of one always is. */
    private static boolean isGroupDone(Call<?> first, int followers) {
        Call<?> call = first;
        for (int rest = followers + 1; rest > 0 && call != null; rest--) {
            if (!call.isGivenUp()) {
                return false;
            }
            call = call.next();
        }
        return true;
    }

    private void dropGroup(int followers) {
        for (int rest = followers + 1; rest > 0; rest--) {
            Call<?> call = calls.firstUnsent();
            if (call != null) {
                drop(call);
            }
        }
    }

    private void drop(Call<?> call) {
        unsentBytes -= call.size();
        budget.release(PendingBudget.cost(call));
        calls.drop(call);
        call.release();
    }
}
