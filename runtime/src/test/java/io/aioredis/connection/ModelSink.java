package io.aioredis.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aioredis.pubsub.ChannelKind;
import io.aioredis.pubsub.ChannelName;
import io.aioredis.pubsub.MessageSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A sink of a schedule. What happens to it is written down among what happens to the others of its run, in order. */
final class ModelSink implements MessageSink {
    private final int id;
    private final ChannelName name;
    private final ChannelKind kind;

    /** At which message it throws; 0 for none. */
    final int throwsAt;

    private volatile List<String> events = new CopyOnWriteArrayList<>();
    private int puts;

    ModelSink(int id, String name, ChannelKind kind, int throwsAt) {
        this.id = id;
        this.name = ChannelName.of(name);
        this.kind = kind;
        this.throwsAt = throwsAt;
    }

    void reportTo(List<String> shared) {
        events = shared;
    }

    @Override
    public ChannelName name() {
        return name;
    }

    @Override
    public ChannelKind kind() {
        return kind;
    }

    @Override
    public void put(ChannelName channel, byte[] payload) {
        events.add(message(channel.toString(), new String(payload, ISO_8859_1)));
        if (++puts == throwsAt) {
            throw new IllegalStateException("the sink's own affair");
        }
    }

    @Override
    public void close(@Nullable Throwable cause) {
        events.add(cause == null ? ended() : cause instanceof IllegalStateException ? refused() : lost());
    }

    String message(String channel, String payload) {
        return this + " got " + channel + "=" + payload;
    }

    /** The event of an end that was asked for. */
    String ended() {
        return this + " ended";
    }

    /** The event of an end for another sink that is there, or for an exception of its own. */
    String refused() {
        return this + " was refused";
    }

    /** The event of an end by that of the connection. */
    String lost() {
        return this + " was lost";
    }

    @Override
    public String toString() {
        return kind + " " + name + " #" + id;
    }
}
