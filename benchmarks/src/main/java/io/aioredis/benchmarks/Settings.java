package io.aioredis.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a run measures and for how long.
 *
 * @param mode {@code quick}, {@code full}, or {@code large}, which knows neither workloads nor clients
 * @param rounds how often each pair of workload and client gets a JVM of its own
 * @param warmups iterations of a second before the measured ones
 * @param measurements measured iterations of a second
 * @param out the folder that results are written to
 */
record Settings(
        String mode,
        Set<Workload> workloads,
        Set<Peer> peers,
        int rounds,
        int warmups,
        int measurements,
        String transport,
        boolean verbose,
        Path out) {
    static final String TRANSPORT = "benchmarks.transport";

    private static final String RUN = "benchmarks.run";
    private static final String ALL = "all";

    /** Reads the properties, and throws {@link IllegalArgumentException} for a value that is not known. */
    static Settings of(UnaryOperator<String> properties) {
        String mode = value(properties, RUN, "quick");
        boolean isQuick = mode.equals("quick");
        if (!isQuick && !mode.equals("full") && !mode.equals(LargeRun.MODE)) {
            throw new IllegalArgumentException(RUN + ": \"" + mode + "\" (expected: quick, full or large)");
        }
        String workloads = value(properties, "benchmarks.workloads", ALL);
        int rounds = Integer.parseInt(value(properties, "benchmarks.rounds", "0"));
        return new Settings(
                mode,
                select(
                        "benchmarks.workloads",
                        workloads,
                        Workload.class,
                        Workload::id,
                        workload -> !isQuick || workload.isQuick()),
                select(
                        "benchmarks.clients",
                        value(properties, "benchmarks.clients", ALL),
                        Peer.class,
                        Peer::id,
                        p -> true),
                rounds > 0 ? rounds : isQuick ? 3 : 5,
                isQuick ? 2 : 3,
                isQuick ? 1 : 4,
                value(properties, TRANSPORT, "nio"),
                Boolean.parseBoolean(value(properties, "benchmarks.verbose", "false")),
                Path.of(value(properties, "benchmarks.out", ".")));
    }

    private static String value(UnaryOperator<String> properties, String name, String byDefault) {
        String value = properties.apply(name);
        return value == null || value.isBlank() ? byDefault : value.strip();
    }

    private static <E extends Enum<E>> Set<E> select(
            String property, String value, Class<E> type, Function<E, String> id, Function<E, Boolean> byDefault) {
        Set<E> all = EnumSet.allOf(type);
        if (value.equals(ALL)) {
            return all.stream().filter(byDefault::apply).collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
        }
        Set<E> selected = EnumSet.noneOf(type);
        for (String wanted : List.of(value.split(","))) {
            selected.add(all.stream()
                    .filter(each -> id.apply(each).equals(wanted.strip()))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException(property + ": \"" + wanted + "\" (expected: all, or of "
                                    + Arrays.toString(all.stream().map(id).toArray()) + ")")));
        }
        return selected;
    }
}
