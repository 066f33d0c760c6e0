package io.aioredis.connection;

import io.aioredis.pubsub.ChannelKind;
import java.util.Arrays;
import java.util.Locale;

/** The commands that subscribe and unsubscribe. */
enum SubscriptionCommand {
    SUBSCRIBE(ChannelKind.CHANNEL, true),
    PSUBSCRIBE(ChannelKind.PATTERN, true),
    SSUBSCRIBE(ChannelKind.SHARD, true),
    UNSUBSCRIBE(ChannelKind.CHANNEL, false),
    PUNSUBSCRIBE(ChannelKind.PATTERN, false),
    SUNSUBSCRIBE(ChannelKind.SHARD, false);

    private final ChannelKind kind;
    private final boolean subscribes;

    SubscriptionCommand(ChannelKind kind, boolean subscribes) {
        this.kind = kind;
        this.subscribes = subscribes;
    }

    static SubscriptionCommand of(String command) {
        String name = command.strip().toUpperCase(Locale.ROOT);
        for (SubscriptionCommand each : values()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "command: " + command + " (expected: one of " + Arrays.toString(values()) + ")");
    }

    ChannelKind kind() {
        return kind;
    }

    boolean subscribes() {
        return subscribes;
    }

    /** The word by which the server confirms it. */
    String confirmation() {
        return name().toLowerCase(Locale.ROOT);
    }
}
