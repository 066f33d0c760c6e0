package io.aioredis.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aioredis.codec.Codec;
import io.aioredis.exception.DecodeException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyKind;
import io.aioredis.protocol.ReplyParser;
import io.aioredis.protocol.ReplyReader;
import io.aioredis.protocol.SessionEffect;
import io.aioredis.pubsub.ChannelKind;
import io.aioredis.pubsub.ChannelName;
import io.aioredis.pubsub.Confirmation;
import io.aioredis.pubsub.MessageSink;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a connection is subscribed to, as far as the server has confirmed it, and where the messages go.
 *
 * <p>Messages and confirmations are pushes in RESP3. In RESP2 they are arrays like any other, and only the state of the
 * connection tells them apart: from the first confirmation until nothing is subscribed any more, the server sends no
 * other arrays. Changed on the event loop; the views are read by any thread.
 */
final class Subscriptions {
    /** What something that came aside of the replies means for the call at the head. */
    enum Taken {
        /** Nothing. */
        ASIDE,
        /** All that it asked for is confirmed. */
        CONFIRMED,
        /** It is a PING, and {@link #pong} is its reply. */
        PONG
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(RedisConnection.class);

    private static final Codec<ChannelName> NAMES = new Codec<>() {
        @Override
        public byte[] encode(ChannelName name) {
            return name.bytes();
        }

        @Override
        public ChannelName decode(byte[] bytes, int offset, int length) {
            return ChannelName.of(bytes, offset, length);
        }
    };

    private final RedisAddress address;
    private final Map<ChannelKind, Map<ChannelName, MessageSink>> sinks = new EnumMap<>(ChannelKind.class);

    /** What the server has counted: channels and patterns together, and channels of shards. */
    private long count;

    private long shardCount;
    private boolean isResp3;

    /** How many were subscribed of the kind that the head unsubscribes from altogether. */
    private int countBefore;

    /** Sinks that have thrown; they keep their places, since the server still counts them. */
    private final Set<MessageSink> failed = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What the last PING was answered with in place of a reply of its own. */
    private byte[] pong = {};

    private volatile int total;
    private volatile boolean hasArrays;

    Subscriptions(RedisAddress address) {
        this.address = address;
        for (ChannelKind kind : ChannelKind.values()) {
            sinks.put(kind, new ConcurrentHashMap<>());
        }
    }

    // ------------------------------------------------------------------------------------------------ any thread

    /** A view of the sinks of a kind. */
    Map<ChannelName, MessageSink> view(ChannelKind kind) {
        return Collections.unmodifiableMap(sinks(kind));
    }

    /** How many subscriptions there are. */
    int total() {
        return total;
    }

    /** Whether arrays are messages and confirmations, and no other commands are answered than those about them. */
    boolean hasArrays() {
        return hasArrays;
    }

    /** Throws if one of the names has another sink already, which would get the messages in place of the new one. */
    void requireNoOtherSink(SubscriptionRequest request) {
        Map<ChannelName, MessageSink> registered = sinks(request.command().kind());
        request.forEachSink((name, sink) -> {
            MessageSink present = registered.get(name);
            if (present != null && present != sink) {
                throw new IllegalStateException(
                        request.command() + ": " + name + " is subscribed to already, with another sink");
            }
        });
    }

    private Map<ChannelName, MessageSink> sinks(ChannelKind kind) {
        Map<ChannelName, MessageSink> map = sinks.get(kind);
        if (map == null) {
            throw new IllegalStateException(kind.toString());
        }
        return map;
    }

    // ------------------------------------------------------------------------------------------------ event loop

    void setProtocol(boolean isResp3) {
        this.isResp3 = isResp3;
        publish();
    }

    /** The server has forgotten all subscriptions. */
    void reset() {
        closeAll(() -> null);
        isResp3 = false;
        publish();
    }

    /**
     * Ends all that there is; each sink is forgotten only after it was told, so that this can be resumed.
     *
     * @param cause describes the end; where there is no memory even for that, the shortage itself is the cause
     */
    void closeAll(Supplier<@Nullable Throwable> cause) {
        for (Map<ChannelName, MessageSink> map : sinks.values()) {
            for (Map.Entry<ChannelName, MessageSink> entry : map.entrySet()) {
                Throwable described;
                try {
                    described = cause.get();
                } catch (OutOfMemoryError e) {
                    described = e;
                }
                close(entry.getValue(), described);
                map.remove(entry.getKey());
            }
        }
        count = 0;
        shardCount = 0;
        publish();
    }

    private void publish() {
        total = (int) (count + shardCount);
        hasArrays = !isResp3 && count + shardCount > 0;
    }

    /**
     * Whether an array is what RESP3 has pushes for: RESP2, and something is subscribed to, or about to be.
     *
     * @param head the call whose reply is the next one; null if there is none
     */
    boolean isAside(@Nullable Call<?> head) {
        return hasArrays || (!isResp3 && head != null && head.spec().effect() == SessionEffect.SUBSCRIPTION);
    }

    /**
     * Takes a push, or an array that {@link #isAside}.
     *
     * @param head the call whose reply is the next one; null if there is none
     * @return what that means for the head
     */
    Taken take(ReplyReader reader, @Nullable Call<?> head) {
        try {
            boolean isPush = reader.peek() == ReplyKind.PUSH;
            int size = reader.beginArray();
            String kind = size == 0 || reader.peek() != ReplyKind.BULK ? "" : reader.readString();
            return take(kind, isPush, reader, head);
        } catch (DecodeException e) {
            throw new ProtocolException("a message or confirmation that is none: " + e.getMessage(), e);
        }
    }

    private Taken take(String kind, boolean isPush, ReplyReader reader, @Nullable Call<?> head) {
        switch (kind) {
            case "subscribe", "psubscribe", "ssubscribe", "unsubscribe", "punsubscribe", "sunsubscribe" -> {
                return takeConfirmation(reader, SubscriptionCommand.of(kind), head) ? Taken.CONFIRMED : Taken.ASIDE;
            }
            default -> {
                if (!isPush && !hasArrays) {
                    throw new ProtocolException(
                            "an array came with nothing subscribed to: \"" + kind + "\" (expected: a confirmation)",
                            null);
                }
            }
        }
        switch (kind) {
            case "message" -> takeMessage(reader, ChannelKind.CHANNEL);
            case "smessage" -> takeMessage(reader, ChannelKind.SHARD);
            case "pmessage" -> takeMessage(reader, ChannelKind.PATTERN);
            case "pong" -> {
                if (isPush || head == null || !head.spec().name().equals("PING")) {
                    throw new ProtocolException("an answer came to a PING that was not sent", null);
                }
                pong = reader.readBytes();
                return Taken.PONG;
            }
            default -> {
                if (!isPush) {
                    throw new ProtocolException(
                            "an array came that is no message: \"" + kind + "\" (expected: messages only)", null);
                }
                // a push of a kind that nobody has asked for
            }
        }
        return Taken.ASIDE;
    }

    /** The answer to PING as it would be if nothing were subscribed. */
    ReplyReader pong() {
        String reply =
                pong.length == 0 ? "+PONG\r\n" : "$" + pong.length + "\r\n" + new String(pong, ISO_8859_1) + "\r\n";
        ReplyParser parser = ReplyParser.resp();
        byte[] bytes = reply.getBytes(ISO_8859_1);
        parser.feed(bytes, 0, bytes.length);
        return Objects.requireNonNull(parser.next());
    }

    private void takeMessage(ReplyReader reader, ChannelKind kind) {
        ChannelName name = reader.readBulk(NAMES);
        ChannelName channel = kind == ChannelKind.PATTERN ? reader.readBulk(NAMES) : name;
        MessageSink sink = sinks(kind).get(name);
        if (sink == null || (!failed.isEmpty() && failed.contains(sink))) {
            return;
        }
        try {
            switch (reader.peek()) {
                case ARRAY -> {
                    int keys = reader.beginArray();
                    for (int i = 0; i < keys; i++) {
                        sink.put(channel, reader.readBytes());
                    }
                }
                case NIL -> sink.put(channel, new byte[0]);
                default -> sink.put(channel, reader.readBytes());
            }
        } catch (ProtocolException e) {
            throw e;
        } catch (Exception e) {
            LOGGER.warn("the sink of {} has thrown, and gets no more messages", name, e);
            failed.add(sink);
            tellEnd(sink, e);
        }
    }

    private boolean takeConfirmation(ReplyReader reader, SubscriptionCommand command, @Nullable Call<?> head) {
        ChannelName name = reader.readIfNil() ? null : reader.readBulk(NAMES);
        Confirmation confirmation = new Confirmation(command.confirmation(), name, reader.readLong());
        SubscriptionRequest request = head != null && head.codecs() instanceof SubscriptionRequest asked ? asked : null;
        MessageSink sink = null;
        if (request != null && request.expects(command, name)) {
            if (!request.isBegun()) {
                countBefore = sinks(command.kind()).size();
            }
            sink = request.confirm(confirmation);
        } else if (command != SubscriptionCommand.SUNSUBSCRIBE) { // which is also sent when a slot moves away
            throw new ProtocolException("a confirmation came that nothing asked for: " + command, null);
        } else {
            request = null;
        }
        if (command.kind() == ChannelKind.SHARD) {
            shardCount = confirmation.count();
        } else {
            count = confirmation.count();
        }
        publish();
        if (name != null) {
            change(command, name, sink);
        }
        return request != null && request.isComplete(countBefore);
    }

    private void change(SubscriptionCommand command, ChannelName name, @Nullable MessageSink sink) {
        Map<ChannelName, MessageSink> registered = sinks(command.kind());
        if (!command.subscribes()) {
            MessageSink ended = registered.remove(name);
            if (ended != null) {
                close(ended, null);
            }
        } else if (sink != null) {
            MessageSink present = registered.putIfAbsent(name, sink);
            if (present != null && present != sink) {
                close(sink, new IllegalStateException(name + " is subscribed to already, with another sink"));
            }
        }
    }

    private void close(MessageSink sink, @Nullable Throwable cause) {
        if (!failed.remove(sink)) {
            tellEnd(sink, cause);
        }
    }

    private void tellEnd(MessageSink sink, @Nullable Throwable cause) {
        try {
            sink.close(cause);
        } catch (Exception e) {
            LOGGER.warn("the sink of {} on {} has thrown when it was closed", sink.name(), address, e);
        }
    }
}
