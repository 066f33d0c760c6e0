package io.aioredis.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aioredis.pubsub.ChannelKind;
import io.aioredis.pubsub.ChannelName;
import io.aioredis.pubsub.MessageSink;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A sink that keeps what it gets, as text: {@code channel=payload}, and {@code end} or {@code end: cause}. */
final class Inbox implements MessageSink {
    private final ChannelName name;
    private final ChannelKind kind;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private Inbox(String name, ChannelKind kind) {
        this.name = ChannelName.of(name);
        this.kind = kind;
    }

    static Inbox channel(String name) {
        return new Inbox(name, ChannelKind.CHANNEL);
    }

    static Inbox pattern(String name) {
        return new Inbox(name, ChannelKind.PATTERN);
    }

    static Inbox shard(String name) {
        return new Inbox(name, ChannelKind.SHARD);
    }

    /** Waits for the next event. */
    String next() throws InterruptedException {
        String event = events.poll(30, TimeUnit.SECONDS);
        return event == null ? "nothing came" : event;
    }

    boolean isEmpty() {
        return events.isEmpty();
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
        events.add(channel + "=" + new String(payload, UTF_8));
    }

    @Override
    public void close(@Nullable Throwable cause) {
        events.add(cause == null ? "end" : "end: " + cause.getClass().getSimpleName());
    }
}
