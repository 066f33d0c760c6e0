package io.aioredis.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The results as Markdown: a table for each workload. */
final class ResultsPage {
    private static final String HEAD = """
            # Results

            Written by the command in [README.md](README.md), which says what is measured and how each client is set up.
            Every figure is for one command and is the median of the rounds; beside commands per second stand the slowest
            and the fastest round. "aioredis ×" is how many times as many commands a second aioredis did, the median of the
            quotients of each round. Allocation and processor time are those of the client's JVM, all threads of it; of
            GLIDE only what its Java part allocates is counted. The bare socket is no client: it writes commands encoded
            beforehand and counts the bytes of the replies.

            """;

    private final Results results;
    private final Set<Workload> workloads;
    private final Set<Peer> peers;

    ResultsPage(Results results, Set<Workload> workloads, Set<Peer> peers) {
        this.results = results;
        this.workloads = workloads;
        this.peers = peers;
    }

    String write(Map<String, String> facts, String chart) {
        StringBuilder page = new StringBuilder(HEAD);
        Map<String, String> all = new LinkedHashMap<>(facts);
        peers.stream().filter(peer -> !peer.version().isEmpty()).forEach(peer -> all.put(peer.title(), peer.version()));
        page.append("| | |\n| --- | --- |\n");
        all.forEach((name, value) -> page.append(row(List.of(name, value))));
        page.append("\n![Commands per second by workload and client](")
                .append(chart)
                .append(")\n");
        for (Workload workload : workloads) {
            append(page, workload);
        }
        return page.toString();
    }

    private void append(StringBuilder page, Workload workload) {
        page.append("\n## ").append(workload.title()).append("\n\n");
        page.append("""
                | client | commands/s | slowest – fastest | aioredis × | client CPU, µs | allocated, bytes | commands per server read |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                """);
        StringBuilder missing = new StringBuilder();
        for (Peer peer : peers) {
            List<Figures> rounds = results.of(workload, peer);
            if (!rounds.isEmpty()) {
                page.append(row(cells(workload, peer, rounds)));
            }
            peer.reasonAgainst(workload)
                    .or(() -> results.failure(workload, peer).map(reason -> "failed: " + reason))
                    .ifPresent(reason -> missing.append("- ")
                            .append(peer.title())
                            .append(": ")
                            .append(reason)
                            .append('\n'));
        }
        if (missing.length() > 0) {
            page.append("\nNot measured, or not in every round:\n\n").append(missing);
        }
    }

    private List<String> cells(Workload workload, Peer peer, List<Figures> rounds) {
        Samples speed = Samples.of(rounds, Figures::commandsPerSecond);
        return List.of(
                peer.title(),
                Numbers.significant(speed.median()),
                Numbers.significant(speed.min()) + " – " + Numbers.significant(speed.max()),
                results.ratio(workload, Peer.AIOREDIS, peer)
                        .map(ratio -> peer == Peer.AIOREDIS ? "" : Numbers.significant(ratio.median()))
                        .orElse(""),
                Numbers.significant(Samples.of(rounds, Figures::cpuNanos).median() / 1_000),
                Numbers.significant(Samples.of(rounds, Figures::bytes).median()),
                Numbers.significant(Samples.of(rounds, Figures::commandsPerRead).median()));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
