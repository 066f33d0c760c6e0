package io.aioredis.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The one benchmark method. Client and workload are parameters, and {@link BenchmarkRun} sets threads and commands per
 * invocation from the workload, so that every figure of JMH is per command.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class WorkloadBenchmark {
    /** The id of a {@link Peer}. */
    @Param("")
    public String client = "";

    /** The name of a {@link Workload}. */
    @Param("")
    public String workload = "";

    private @Nullable Load load;

    /** Creates the state. */
    public WorkloadBenchmark() {}

    /** Counts the invocations of a thread, each starting somewhere else. */
    @State(Scope.Thread)
    public static class Turn {
        private int next = (int) (Thread.currentThread().getId() * 7919 % 1_000);

        /** Creates the state. */
        public Turn() {}
    }

    /** Connects. */
    @Setup
    public void open() throws Exception {
        load = Peer.valueOf(client).open(Workload.valueOf(workload), ServerAddress.ofProperty());
    }

    /** Runs the commands of one invocation. */
    @Benchmark
    public void run(Turn turn) throws Exception {
        turn.next = turn.next + 1 & Integer.MAX_VALUE;
        load.run(turn.next);
    }

    /** Disconnects. */
    @TearDown
    public void close() throws Exception {
        if (load != null) {
            load.close();
        }
    }
}
