package io.aioredis.benchmarks;

import io.aioredis.Aioredis;
import io.aioredis.connection.RedisConnection;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures and writes the results.
 *
 * <p>One server serves the whole run. A round takes the workloads one after the other and within each the clients, every
 * pair in a JVM of its own for a few seconds; which client comes first changes from round to round.
 */
public final class BenchmarkRun {
    private static final String PAGE = "RESULTS.md";
    private static final String CHART = "results.svg";

    private final Settings settings;
    private final ServerAddress address;
    private final Results results = new Results();
    private final MachineLoad load = new MachineLoad();

    private BenchmarkRun(Settings settings, ServerAddress address) {
        this.settings = settings;
        this.address = address;
    }

    /** Runs with the settings of the system properties; see the module's README. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Settings settings = Settings.of(System::getProperty);
        if (settings.mode().equals(LargeRun.MODE)) {
            LargeRun.run(settings);
            return;
        }
        try (RedisServer server = RedisServers.start()) {
            BenchmarkRun run = new BenchmarkRun(settings, new ServerAddress(server.host(), server.port()));
            run.seed();
            run.measureAll();
            run.write(RunFacts.of(settings, server.product() + " " + server.version(), run.load.samples()));
        }
    }

    private void seed() {
        try (RedisConnection connection =
                Aioredis.createConnection(address.url()).join()) {
            for (Workload workload : settings.workloads()) {
                List<CompletableFuture<?>> replies = new ArrayList<>();
                for (List<String> words : workload.operation().seed()) {
                    replies.add(connection.execute(
                            words.get(0), words.subList(1, words.size()).toArray()));
                }
                CompletableFuture.allOf(replies.toArray(new CompletableFuture<?>[0]))
                        .join();
            }
        }
    }

    private void measureAll() throws InterruptedException {
        int total = settings.rounds()
                * settings.workloads().stream()
                        .mapToInt(workload -> peers(workload, 0).size())
                        .sum();
        int done = 0;
        for (int round = 0; round < settings.rounds(); round++) {
            say("before round %d the machine is busy to %.0f %%", round + 1, 100 * load.sample());
            for (Workload workload : settings.workloads()) {
                for (Peer peer : peers(workload, round)) {
                    String outcome = measure(workload, peer, round);
                    done++;
                    say("%d/%d  round %d  %s  %s: %s", done, total, round + 1, workload.id(), peer.id(), outcome);
                }
            }
        }
    }

    /** The clients that can do the workload, each round beginning with another one. */
    private List<Peer> peers(Workload workload, int round) {
        List<Peer> peers = new ArrayList<>(settings.peers());
        peers.removeIf(peer -> peer.reasonAgainst(workload).isPresent());
        Collections.rotate(peers, -round);
        return peers;
    }

    private String measure(Workload workload, Peer peer, int round) {
        String reason;
        try {
            Collection<RunResult> run = new Runner(options(workload, peer)).run();
            if (!run.isEmpty()) {
                Figures figures = figures(run.iterator().next());
                results.add(workload, peer, round, figures);
                return String.format(
                        "%s commands/s, %s µs CPU, %s bytes, %s commands per read",
                        Numbers.significant(figures.commandsPerSecond()),
                        Numbers.significant(figures.cpuNanos() / 1_000),
                        Numbers.significant(figures.bytes()),
                        Numbers.significant(figures.commandsPerRead()));
            }
            reason = "gave no figures";
        } catch (RunnerException e) {
            reason = "ended with an error";
        }
        results.fail(workload, peer, "the JVM of round " + (round + 1) + " " + reason);
        return reason + "; -Dbenchmarks.verbose=true shows what JMH says";
    }

    private ChainedOptionsBuilder benchmark() {
        return new OptionsBuilder()
                .include(WorkloadBenchmark.class.getName())
                .forks(1)
                .warmupIterations(settings.warmups())
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(settings.measurements())
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .verbosity(settings.verbose() ? VerboseMode.NORMAL : VerboseMode.SILENT);
    }

    private Options options(Workload workload, Peer peer) {
        return benchmark()
                .param("client", peer.name())
                .param("workload", workload.name())
                .threads(workload.threads())
                .operationsPerInvocation(workload.commandsPerInvocation())
                .addProfiler(GCProfiler.class)
                .addProfiler(ServerProfiler.class)
                .jvmArgs(
                        "-Xms1g",
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + ServerAddress.PROPERTY + "=" + address,
                        "-D" + Settings.TRANSPORT + "=" + settings.transport())
                .build();
    }

    private static Figures figures(RunResult run) {
        return new Figures(
                run.getPrimaryResult().getScore(),
                secondary(run, ServerProfiler.CPU),
                secondary(run, "gc.alloc.rate.norm"),
                secondary(run, ServerProfiler.COMMANDS_PER_READ));
    }

    /** JMH may put a mark before the name of a profiler's figure. */
    @SuppressWarnings("rawtypes")
    private static double secondary(RunResult run, String name) {
        for (Map.Entry<String, Result> figure : run.getSecondaryResults().entrySet()) {
            if (figure.getKey().endsWith(name)) {
                return figure.getValue().getScore();
            }
        }
        throw new IllegalStateException(
                "no " + name + " among " + run.getSecondaryResults().keySet());
    }

    private void write(Map<String, String> facts) throws IOException {
        Files.createDirectories(settings.out());
        Files.writeString(settings.out().resolve(CHART), chart().toSvg());
        ResultsPage page = new ResultsPage(results, settings.workloads(), settings.peers());
        Files.writeString(settings.out().resolve(PAGE), page.write(facts, CHART));
        say("%s and %s written", PAGE, CHART);
    }

    private BarChart chart() {
        BarChart chart = new BarChart("Commands per second, median of the rounds");
        for (Workload workload : settings.workloads()) {
            List<BarChart.Bar> bars = new ArrayList<>();
            for (Peer peer : settings.peers()) {
                List<Figures> rounds = results.of(workload, peer);
                if (!rounds.isEmpty()) {
                    double speed =
                            Samples.of(rounds, Figures::commandsPerSecond).median();
                    bars.add(new BarChart.Bar(peer.title(), speed, peer == Peer.AIOREDIS));
                }
            }
            chart.add(workload.title(), bars);
        }
        return chart;
    }

    private static void say(String format, Object... arguments) {
        System.out.println(String.format(format, arguments));
    }
}
