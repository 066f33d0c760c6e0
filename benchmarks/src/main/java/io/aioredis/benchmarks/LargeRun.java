package io.aioredis.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aioredis.Aioredis;
import io.aioredis.connection.RedisConnection;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Measures what a GET of 400 MB takes, and what it costs the other connections of its event loop; writes a page. */
final class LargeRun {
    static final int SIZE = 400_000_000;

    static final String MODE = "large";

    private static final String PAGE = "RESULTS-LARGE.md";

    /** The collectors with which waits are measured, and their options. */
    private static final Map<String, List<String>> COLLECTORS =
            Map.of("G1", List.of("-XX:+UseG1GC"), "ZGC", List.of("-XX:+UseZGC"));

    private final Settings settings;
    private final ServerAddress server;
    private final ServerAddress other;
    private final Map<String, List<Map<String, Double>>> results = new HashMap<>();
    private final MachineLoad load = new MachineLoad();

    private LargeRun(Settings settings, ServerAddress server, ServerAddress other) {
        this.settings = settings;
        this.server = server;
        this.other = other;
    }

    static void run(Settings settings) throws IOException, InterruptedException {
        try (RedisServer server = RedisServers.start();
                RedisServer other = RedisServers.start()) {
            LargeRun run = new LargeRun(
                    settings,
                    new ServerAddress(server.host(), server.port()),
                    new ServerAddress(other.host(), other.port()));
            run.seed();
            run.measureAll();
            run.write(RunFacts.of(settings, server.product() + " " + server.version(), run.load.samples()));
        }
    }

    private void seed() {
        byte[] value = new byte[SIZE];
        Arrays.fill(value, (byte) 'x');
        try (RedisConnection connection =
                Aioredis.createConnection(server.url()).join()) {
            connection.execute("SET", LargeProbe.KEY, value).join();
        }
    }

    private void measureAll() throws IOException, InterruptedException {
        for (int round = 0; round < settings.rounds(); round++) {
            say("before round %d the machine is busy to %.0f %%", round + 1, 100 * load.sample());
            List<LargeReader.Kind> kinds = new ArrayList<>(List.of(LargeReader.Kind.values()));
            Collections.rotate(kinds, -round);
            for (LargeReader.Kind kind : kinds) {
                measure(kind.title(), List.of("-XX:+UseG1GC"), List.of("time", server.toString(), kind.name()));
            }
            for (Map.Entry<String, List<String>> collector : COLLECTORS.entrySet()) {
                measure(
                        collector.getKey(),
                        collector.getValue(),
                        List.of("waits", server.toString(), other.toString()));
            }
        }
    }

    /** Runs a JVM; what it printed, or nothing if it failed, is the next round of a result. */
    private void measure(String name, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms3g", "-Xmx3g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LargeProbe.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(settings.verbose() ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, Double> figures = new HashMap<>();
        try {
            for (String line : new String(process.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList()) {
                int space = line.indexOf(' ');
                figures.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            }
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                figures.clear();
            }
        } finally {
            process.destroyForcibly();
        }
        results.computeIfAbsent(name, any -> new ArrayList<>()).add(figures);
        say("%s: %s", name, figures.isEmpty() ? "failed" : new TreeMap<>(figures));
    }

    private void write(Map<String, String> facts) throws IOException {
        StringBuilder page = new StringBuilder();
        page.append("""
                # Large values

                Written by the command in [README.md](README.md), which says what is measured. Every figure is the median of
                the rounds, each of which gives every line a JVM of its own.

                | | |
                | --- | --- |
                """);
        facts.forEach((name, value) ->
                page.append("| ").append(name).append(" | ").append(value).append(" |\n"));
        page.append(String.format(Locale.ROOT, """

                ## GET of %d MB

                | client | ms | slowest – fastest | × bare socket | peak of the heap, × value |
                | --- | ---: | ---: | ---: | ---: |
                """, SIZE / 1_000_000));
        for (LargeReader.Kind kind : LargeReader.Kind.values()) {
            page.append(timeRow(kind));
        }
        page.append("""

                ## PINGs of another connection of the same event loop

                To another server, one after the other, while this happens:

                | collector | meanwhile | longest, ms | slowest – fastest round | 99 % within, ms | longer than 20 ms, of | longest work of the loop, CPU ms | longest collection, ms |
                | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                """);
        COLLECTORS.keySet().stream().sorted().forEach(collector -> {
            page.append(waitRow(collector, "quiet", "nothing"));
            page.append(waitRow(collector, "socket", "GETs by a bare socket of another thread"));
            page.append(waitRow(collector, "aioredis", "GETs by aioredis on the same loop"));
        });
        Files.createDirectories(settings.out());
        Files.writeString(settings.out().resolve(PAGE), page);
        System.out.print(page);
    }

    private String timeRow(LargeReader.Kind kind) {
        List<Map<String, Double>> rounds = results.getOrDefault(kind.title(), List.of());
        List<Map<String, Double>> floor = results.getOrDefault(LargeReader.Kind.SOCKET.title(), List.of());
        if (rounds.isEmpty()
                || rounds.stream().anyMatch(Map::isEmpty)
                || floor.stream().anyMatch(Map::isEmpty)) {
            return "| " + kind.title() + " | failed | | | |\n";
        }
        Samples millis = Samples.of(rounds, round -> figure(round, "millis"));
        double[] ratios = new double[rounds.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure(rounds.get(i), "millis") / figure(floor.get(i), "millis");
        }
        Samples peak = Samples.of(rounds, round -> figure(round, "peak") / SIZE);
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f – %.0f | %.2f | %.2f |\n",
                kind.title(),
                millis.median(),
                millis.max(),
                millis.min(),
                Samples.of(ratios).median(),
                peak.median());
    }

    private String waitRow(String collector, String phase, String meanwhile) {
        List<Map<String, Double>> rounds = results.getOrDefault(collector, List.of());
        if (rounds.isEmpty() || rounds.stream().anyMatch(Map::isEmpty)) {
            return "| " + collector + " | " + meanwhile + " | failed | | | | | |\n";
        }
        Samples max = Samples.of(rounds, round -> figure(round, phase + ".max"));
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f – %.1f | %.2f | %.0f of %,.0f | %.2f | %.0f |\n",
                collector,
                meanwhile,
                max.median(),
                max.max(),
                max.min(),
                Samples.of(rounds, round -> figure(round, phase + ".p99")).median(),
                rounds.stream()
                        .mapToDouble(round -> figure(round, phase + ".over20"))
                        .sum(),
                rounds.stream()
                        .mapToDouble(round -> figure(round, phase + ".pings"))
                        .sum(),
                Samples.of(rounds, round -> figure(round, phase + ".work")).median(),
                Samples.of(rounds, round -> figure(round, phase + ".collection"))
                        .median());
    }

    private static double figure(Map<String, Double> round, String name) {
        Double value = round.get(name);
        if (value == null) {
            throw new IllegalStateException("no " + name + " among " + round.keySet());
        }
        return value;
    }

    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
