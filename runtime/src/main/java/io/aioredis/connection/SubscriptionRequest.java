package io.aioredis.connection;

import io.aioredis.codec.CodecSource;
import io.aioredis.protocol.Call;
import io.aioredis.pubsub.ChannelName;
import io.aioredis.pubsub.Confirmation;
import io.aioredis.pubsub.MessageSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of a subscription command: what it asks for, and how much of it the server has confirmed.
 *
 * <p>It travels with its {@link Call} as what the replies are read with. The confirmations belong to the event loop.
 */
final class SubscriptionRequest implements CodecSource {
    private record Target(ChannelName name, @Nullable MessageSink sink) {}

    private final SubscriptionCommand command;

    /** What is not confirmed yet, in the order of the wire; empty from the beginning if all are to be unsubscribed. */
    private final List<Target> unconfirmed = new ArrayList<>();

    private final boolean isForAll;
    private final List<Confirmation> confirmations = new ArrayList<>();

    SubscriptionRequest(SubscriptionCommand command, Object... targets) {
        this.command = command;
        for (int i = 0; i < targets.length; i++) {
            unconfirmed.add(target(i, targets[i]));
        }
        isForAll = targets.length == 0;
        if (isForAll && command.subscribes()) {
            throw new IllegalArgumentException(command + ": nothing to subscribe to (expected: at least one)");
        }
    }

    private Target target(int index, Object target) {
        String what = command + ": argument " + (index + 1);
        if (target instanceof MessageSink sink) {
            if (sink.kind() != command.kind()) {
                throw new IllegalArgumentException(
                        what + ": the sink of a " + sink.kind() + " (expected: of a " + command.kind() + ")");
            }
            return new Target(Objects.requireNonNull(sink.name(), "name"), sink);
        }
        Objects.requireNonNull(target, () -> what + ": null (expected: a channel)");
        if (command.subscribes()) {
            throw new IllegalArgumentException(what + ": a " + target.getClass().getName()
                    + " (expected: a MessageSink, which takes the messages)");
        }
        if (target instanceof String name) {
            return new Target(ChannelName.of(name), null);
        }
        if (target instanceof byte[] name) {
            return new Target(ChannelName.of(name), null);
        }
        if (target instanceof ChannelName name) {
            return new Target(name, null);
        }
        throw new IllegalArgumentException(what + ": a " + target.getClass().getName()
                + " (expected: String, byte[], ChannelName or MessageSink)");
    }

    SubscriptionCommand command() {
        return command;
    }

    /** Returns the call that asks for this; its future gets the confirmations in the order in which they come. */
    Call<List<Confirmation>> call() {
        Object[] names = unconfirmed.stream().map(target -> target.name.bytes()).toArray();
        return Call.of(
                (reader, codecs) -> {
                    throw new IllegalStateException("confirmations are counted, not decoded");
                },
                this,
                command.name(),
                names);
    }

    /** The sinks, each with its name. */
    void forEachSink(java.util.function.BiConsumer<ChannelName, MessageSink> action) {
        for (Target target : unconfirmed) {
            if (target.sink != null) {
                action.accept(target.name, target.sink);
            }
        }
    }

    boolean isBegun() {
        return !confirmations.isEmpty();
    }

    List<Confirmation> confirmations() {
        return List.copyOf(confirmations);
    }

    /** Whether the confirmation may be one of this request. */
    boolean expects(SubscriptionCommand confirmed, @Nullable ChannelName name) {
        return confirmed == command && (isForAll || indexOf(name) >= 0);
    }

    /**
     * Takes a confirmation that this request {@link #expects}.
     *
     * @return the sink that was given for the name; null for none
     */
    @Nullable
    MessageSink confirm(Confirmation confirmation) {
        confirmations.add(confirmation);
        return isForAll ? null : unconfirmed.remove(indexOf(confirmation.name())).sink;
    }

    /**
     * Whether nothing more is to come.
     *
     * @param subscribed how many there were before the first confirmation, if all are to be unsubscribed
     */
    boolean isComplete(int subscribed) {
        return isForAll ? confirmations.size() >= Math.max(1, subscribed) : unconfirmed.isEmpty();
    }

    private int indexOf(@Nullable ChannelName name) {
        for (int i = 0; i < unconfirmed.size(); i++) {
            if (unconfirmed.get(i).name.equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
