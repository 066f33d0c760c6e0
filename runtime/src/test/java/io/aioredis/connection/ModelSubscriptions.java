package io.aioredis.connection;

import io.aioredis.pubsub.ChannelKind;
import io.aioredis.pubsub.ChannelName;
import io.aioredis.pubsub.Confirmation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the model's server knows of a client's subscriptions, and what must happen to the sinks when it tells. */
final class ModelSubscriptions {
    /**
     * Something that happens to sinks.
     *
     * @param event what the sink writes down; null if it does not notice
     * @param turn equal for what may come in any order
     * @param open the sinks that are to be closed at an end behind this
     */
    private record Step(@Nullable String event, int turn, Set<String> open) {}

    private final Random random;
    private final Map<ChannelKind, Map<String, ModelSink>> sinks = new EnumMap<>(ChannelKind.class);
    private final Set<ModelSink> failed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<ModelSink, Integer> puts = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private int turn;
    private int messages;

    ModelSubscriptions(Random random) {
        this.random = random;
        for (ChannelKind kind : ChannelKind.values()) {
            sinks.put(kind, new LinkedHashMap<>());
        }
    }

    int total() {
        return sinks.values().stream().mapToInt(Map::size).sum();
    }

    /** The names by kind. */
    Map<String, Set<String>> names() {
        return sinks.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> each.getKey().toString(),
                        each -> new TreeSet<>(each.getValue().keySet())));
    }

    private long count(ChannelKind kind) {
        int shards = of(ChannelKind.SHARD).size();
        return kind == ChannelKind.SHARD ? shards : total() - shards;
    }

    private Map<String, ModelSink> of(ChannelKind kind) {
        return java.util.Objects.requireNonNull(sinks.get(kind));
    }

    // ------------------------------------------------------------------------------------------------ what is told

    /** Executes a command, adds its confirmations, and returns them as they are sent. */
    String execute(ModelOperation operation, List<Confirmation> confirmations, boolean resp3) {
        SubscriptionCommand command = operation.subscription();
        List<String> names = new ArrayList<>();
        operation.targets.forEach(target -> names.add(ModelOperation.name(target)));
        boolean isForAll = names.isEmpty();
        if (isForAll) {
            names.addAll(of(command.kind()).keySet());
        }
        StringBuilder wire = new StringBuilder();
        if (names.isEmpty()) {
            return confirm(command, null, confirmations, resp3);
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Object target = isForAll ? name : operation.targets.get(i);
            if (target instanceof ModelSink sink) {
                ModelSink present = of(command.kind()).putIfAbsent(name, sink);
                if (present != null && present != sink) {
                    close(sink, sink.refused());
                } else {
                    note(null);
                }
            } else {
                end(command.kind(), name);
            }
            wire.append(confirm(command, name, confirmations, resp3));
            if (i + 1 < names.size() && random.nextInt(4) == 0) {
                wire.append(message(resp3));
            }
        }
        return wire.toString();
    }

    private String confirm(
            SubscriptionCommand command, @Nullable String name, List<Confirmation> confirmations, boolean resp3) {
        long count = count(command.kind());
        confirmations.add(new Confirmation(command.confirmation(), name == null ? null : ChannelName.of(name), count));
        return head(3, resp3) + ModelShape.bulk(command.confirmation())
                + (name == null ? ModelShape.nil(resp3) : ModelShape.bulk(name)) + ":" + count + "\r\n";
    }

    /** A message for one of the subscriptions, of which it is some name's; empty if there is none. */
    String message(boolean resp3) {
        ChannelKind[] kinds = ChannelKind.values();
        ChannelKind kind = kinds[random.nextInt(kinds.length)];
        List<String> names = List.copyOf(of(kind).keySet());
        if (names.isEmpty()) {
            return "";
        }
        String name = names.get(random.nextInt(names.size()));
        String payload = "m" + ++messages;
        String channel = kind == ChannelKind.PATTERN ? "by" + messages : name;
        put(java.util.Objects.requireNonNull(of(kind).get(name)), channel, payload);
        return switch (kind) {
                    case CHANNEL -> head(3, resp3) + ModelShape.bulk("message");
                    case SHARD -> head(3, resp3) + ModelShape.bulk("smessage");
                    case PATTERN -> head(4, resp3) + ModelShape.bulk("pmessage") + ModelShape.bulk(name);
                }
                + ModelShape.bulk(channel)
                + ModelShape.bulk(payload);
    }

    /** Confirms what is sent behind each SUNSUBSCRIBE. */
    String confirmNone(boolean resp3) {
        return confirm(SubscriptionCommand.SUNSUBSCRIBE, "aioredis:none", new ArrayList<>(), resp3);
    }

    /** Ends a channel whose slot moves away, which nothing has asked for; empty if there is none. */
    String moveAway(boolean resp3) {
        List<String> names = List.copyOf(of(ChannelKind.SHARD).keySet());
        if (names.isEmpty()) {
            return "";
        }
        end(ChannelKind.SHARD, names.get(0));
        return confirm(SubscriptionCommand.SUNSUBSCRIBE, names.get(0), new ArrayList<>(), resp3);
    }

    /** Forgets all. */
    void reset() {
        turn++;
        for (ChannelKind kind : ChannelKind.values()) {
            for (String name : List.copyOf(of(kind).keySet())) {
                end(kind, name);
            }
        }
        turn++;
    }

    private static String head(int elements, boolean resp3) {
        return (resp3 ? ">" : "*") + elements + "\r\n";
    }

    // ------------------------------------------------------------------------------------------------ what must happen

    private void put(ModelSink sink, String channel, String payload) {
        if (failed.contains(sink)) {
            return;
        }
        if (puts.merge(sink, 1, Integer::sum) == sink.throwsAt) {
            note(sink.message(channel, payload));
            failed.add(sink);
            note(sink.refused());
        } else {
            note(sink.message(channel, payload));
        }
    }

    private void end(ChannelKind kind, String name) {
        ModelSink sink = of(kind).remove(name);
        if (sink != null) {
            close(sink, sink.ended());
        }
    }

    private void close(ModelSink sink, String event) {
        note(failed.remove(sink) ? null : event);
    }

    private void note(@Nullable String event) {
        Set<String> open = new TreeSet<>();
        sinks.values()
                .forEach(map -> map.values().stream()
                        .filter(sink -> !failed.contains(sink))
                        .forEach(sink -> open.add(sink.lost())));
        steps.add(new Step(event, turn, open));
    }

    /** What is wrong with what has happened; null for nothing. */
    @Nullable
    String violation(List<String> events, boolean isAllRead, boolean hasEnded) {
        List<Step> expected = new ArrayList<>(steps);
        int read = 0;
        int at = 0;
        for (; at < events.size() && !events.get(at).endsWith(" was lost"); at++) {
            String event = events.get(at);
            while (read < expected.size() && expected.get(read).event == null) {
                read++;
            }
            int match = read;
            while (match < expected.size()
                    && !event.equals(expected.get(match).event)
                    && expected.get(match).turn == expected.get(read).turn
                    && expected.get(read).turn % 2 == 1) {
                match++;
            }
            if (match == expected.size() || !event.equals(expected.get(match).event)) {
                return event + " (expected: " + (read < expected.size() ? expected.get(read).event : "nothing") + ")";
            }
            Step here = expected.get(read);
            Step there = expected.get(match);
            expected.set(match, new Step(here.event, there.turn, there.open));
            expected.set(read, new Step(event, here.turn, here.open));
            read++;
        }
        if (isAllRead && expected.stream().skip(read).anyMatch(step -> step.event != null)) {
            return "never happened: " + expected.get(read);
        }
        List<String> lost = events.subList(at, events.size());
        Set<String> once = new TreeSet<>(lost);
        if (once.size() != lost.size()) {
            return "closed twice: " + lost;
        }
        if (!hasEnded) {
            return lost.isEmpty() ? null : "lost: " + lost;
        }
        // what the sinks do not notice may have been read or not
        for (int last = read; ; last++) {
            Set<String> open = last == 0 ? Set.of() : expected.get(last - 1).open;
            if (open.equals(once)) {
                return null;
            }
            if (last >= expected.size() || expected.get(last).event != null) {
                return "closed at the end: " + once + " (expected: " + open + ")";
            }
        }
    }
}
