package io.aioredis.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The figures of a run by workload, client and round. */
final class Results {
    private final Map<Workload, Map<Peer, TreeMap<Integer, Figures>>> figures = new EnumMap<>(Workload.class);
    private final Map<Workload, Map<Peer, String>> failures = new EnumMap<>(Workload.class);

    void add(Workload workload, Peer peer, int round, Figures measured) {
        figures.computeIfAbsent(workload, w -> new EnumMap<>(Peer.class))
                .computeIfAbsent(peer, p -> new TreeMap<>())
                .put(round, measured);
    }

    void fail(Workload workload, Peer peer, String reason) {
        failures.computeIfAbsent(workload, w -> new EnumMap<>(Peer.class)).put(peer, reason);
    }

    /** The figures of each round in which the client came through. */
    List<Figures> of(Workload workload, Peer peer) {
        return List.copyOf(rounds(workload, peer).values());
    }

    Optional<String> failure(Workload workload, Peer peer) {
        return Optional.ofNullable(failures.getOrDefault(workload, Map.of()).get(peer));
    }

    /**
     * How many times as many commands a second the one does as the other: the quotient of each round that has both, so
     * that what disturbs the machine for minutes disturbs both sides.
     */
    Optional<Samples> ratio(Workload workload, Peer one, Peer other) {
        TreeMap<Integer, Figures> ofOther = rounds(workload, other);
        List<Double> quotients = new ArrayList<>();
        rounds(workload, one).forEach((round, measured) -> {
            Figures against = ofOther.get(round);
            if (against != null) {
                quotients.add(measured.commandsPerSecond() / against.commandsPerSecond());
            }
        });
        return quotients.isEmpty() ? Optional.empty() : Optional.of(Samples.of(quotients, Double::doubleValue));
    }

    private TreeMap<Integer, Figures> rounds(Workload workload, Peer peer) {
        return figures.getOrDefault(workload, Map.of()).getOrDefault(peer, new TreeMap<>());
    }
}
