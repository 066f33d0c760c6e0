package io.aioredis.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.aioredis.benchmarks.ServerStatistics.Counters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/** Measures the processor time of the client's JVM, all of it, and how many commands the server found in one read. */
public final class ServerProfiler implements InternalProfiler {
    static final String CPU = "client.cpu";
    static final String COMMANDS_PER_READ = "server.commands.per.read";

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private @Nullable ServerStatistics statistics;
    private Counters countersBefore = new Counters(0, 0);
    private long cpuBefore;

    /** Creates the profiler; JMH does, in each JVM. */
    public ServerProfiler() {}

    @Override
    public String getDescription() {
        return "processor time of the client, commands per read of the server";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        countersBefore = counters();
        cpuBefore = system.getProcessCpuTime();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long cpu = system.getProcessCpuTime() - cpuBefore;
        Counters counters = counters();
        long commands = Math.max(1, result.getMetadata().getAllOps());
        return List.of(
                new ScalarResult(CPU, (double) cpu / commands, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(
                        COMMANDS_PER_READ,
                        counters.commandsPerReadSince(countersBefore),
                        "commands",
                        AggregationPolicy.AVG));
    }

    private Counters counters() {
        try {
            if (statistics == null) {
                statistics = new ServerStatistics(ServerAddress.ofProperty());
            }
            return statistics.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
