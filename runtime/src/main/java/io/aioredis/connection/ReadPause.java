package io.aioredis.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Queue;

/** What has been read from the socket while a reply before it is being decoded elsewhere. Confined to the event loop. */
final class ReadPause {
    private Queue<ByteBuf> kept = new ArrayDeque<>(0);
    private boolean isOn;

    boolean isOn() {
        return isOn;
    }

    void begin(Channel channel) {
        isOn = true;
        channel.config().setAutoRead(false);
    }

    /** Keeps what the channel has read, and what was not parsed of it, for later. */
    void add(ByteBuf in) {
        kept.add(in);
    }

    /** Ends the pause and returns what was kept, which is the caller's. */
    Queue<ByteBuf> end() {
        Queue<ByteBuf> all = kept;
        kept = new ArrayDeque<>(0);
        isOn = false;
        return all;
    }

    void resume(Channel channel) {
        channel.config().setAutoRead(true);
    }

    /** Lets go what was kept, and what comes from now on, since nobody will parse it. */
    void release() {
        isOn = false;
        kept.forEach(ByteBuf::release);
        kept.clear();
    }
}
