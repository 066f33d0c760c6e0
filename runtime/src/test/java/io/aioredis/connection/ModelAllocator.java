package io.aioredis.connection;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.util.internal.PlatformDependent;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts its buffers, and fails where the faults of a run say so. */
final class ModelAllocator extends AbstractByteBufAllocator {
    private final ModelFaults faults;
    private final AtomicInteger live = new AtomicInteger();

    ModelAllocator(ModelFaults faults) {
        super(true);
        this.faults = faults;
    }

    /** How many buffers are not released. */
    int live() {
        return live.get();
    }

    /** Returns a buffer of what comes in; to make it is no step of the connection's own. */
    ByteBuf incoming(byte[] bytes, int from, int to, boolean onHeap) {
        int length = to - from;
        ByteBuf in = onHeap ? new Heap(length, length) : new Direct(length, length, false);
        return in.writeBytes(bytes, from, length);
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return new Heap(initialCapacity, maxCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        faults.step(ModelFault.ALLOCATE);
        return new Direct(initialCapacity, maxCapacity, true);
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }

    private final class Heap extends UnpooledHeapByteBuf {
        Heap(int initialCapacity, int maxCapacity) {
            super(ModelAllocator.this, initialCapacity, maxCapacity);
            live.incrementAndGet();
        }

        @Override
        protected void deallocate() {
            super.deallocate();
            live.decrementAndGet();
        }
    }

    private final class Direct extends UnpooledDirectByteBuf {
        private final boolean isFaulty;

        Direct(int initialCapacity, int maxCapacity, boolean isFaulty) {
            super(ModelAllocator.this, initialCapacity, maxCapacity);
            this.isFaulty = isFaulty;
            live.incrementAndGet();
        }

        /** What the connection copies commands into. */
        @Override
        public ByteBuffer internalNioBuffer(int index, int length) {
            ByteBuffer target = super.internalNioBuffer(index, length);
            boolean isFilled = isFaulty && writerIndex() == 0;
            return isFilled && faults.due(ModelFault.COPY) != null ? target.asReadOnlyBuffer() : target;
        }

        @Override
        public ByteBuf readBytes(byte[] target, int index, int length) {
            throwIfDue(faults.due(ModelFault.READ_BYTES));
            return super.readBytes(target, index, length);
        }

        private void throwIfDue(@Nullable Throwable failure) {
            if (failure != null) {
                PlatformDependent.throwException(failure);
            }
        }

        @Override
        protected void deallocate() {
            super.deallocate();
            live.decrementAndGet();
        }
    }
}
