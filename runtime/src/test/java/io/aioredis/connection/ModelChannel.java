package io.aioredis.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.internal.PlatformDependent;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A connected socket without a kernel: the model says how many bytes it takes, and which come. */
final class ModelChannel extends AbstractChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final ChannelConfig config = new DefaultChannelConfig(this);
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean isOpen = true;

    /** How many more bytes the socket takes. */
    private long window;

    private @Nullable Throwable nextWriteFailure;

    ModelChannel(ByteBufAllocator allocator, int highWaterMark) {
        super(null);
        config.setAllocator(allocator);
        config.setWriteBufferWaterMark(new WriteBufferWaterMark(highWaterMark / 2, highWaterMark));
    }

    // ------------------------------------------------------------------------------------------------ the model's side

    /** Lets the socket take more; in the loop. */
    void open(long bytes) {
        window += bytes;
        if (isOpen) {
            unsafe().flush();
        }
    }

    /** Takes what the socket has taken. */
    byte[] take() {
        byte[] bytes = taken.toByteArray();
        taken.reset();
        return bytes;
    }

    boolean hasTaken() {
        return taken.size() > 0;
    }

    /** How many bytes wait for the socket to take them. */
    long waiting() {
        ChannelOutboundBuffer buffer = unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Gives the connection pieces of one read of the loop; in the loop. */
    void receive(ByteBuf... pieces) {
        for (ByteBuf piece : pieces) {
            pipeline().fireChannelRead(piece);
        }
        pipeline().fireChannelReadComplete();
    }

    void failNextWrite(Throwable failure) {
        nextWriteFailure = failure;
    }

    // ------------------------------------------------------------------------------------------------ Netty's side

    @Override
    protected void doWrite(ChannelOutboundBuffer out) {
        Throwable failure = nextWriteFailure;
        if (failure != null) {
            nextWriteFailure = null;
            PlatformDependent.throwException(failure);
        }
        for (ByteBuf next = (ByteBuf) out.current(); next != null && window > 0; next = (ByteBuf) out.current()) {
            byte[] bytes = new byte[(int) Math.min(window, next.readableBytes())];
            next.getBytes(next.readerIndex(), bytes);
            taken.writeBytes(bytes);
            window -= bytes.length;
            out.removeBytes(bytes.length);
        }
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
                promise.setFailure(new UnsupportedOperationException());
            }
        };
    }

    @Override
    protected void doClose() {
        isOpen = false;
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doBind(SocketAddress local) {}

    @Override
    protected void doBeginRead() {}

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof ModelLoop;
    }

    @Override
    protected SocketAddress localAddress0() {
        return InetSocketAddress.createUnresolved("client", 1);
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return InetSocketAddress.createUnresolved("model", 1);
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public boolean isActive() {
        return isOpen;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }
}
