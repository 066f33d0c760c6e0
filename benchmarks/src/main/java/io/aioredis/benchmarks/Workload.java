package io.aioredis.benchmarks;

import java.util.Locale;

/** What is measured: an operation, and how its commands are issued. */
enum Workload {
    GET_IN_FLIGHT_1("GET 64 B, 1 in flight", Shape.CHAINS, Operation.GET_64B, 1, 500, true),
    GET_IN_FLIGHT_64("GET 64 B, 64 in flight", Shape.CHAINS, Operation.GET_64B, 64, 100, true),
    GET_IN_FLIGHT_1000("GET 64 B, 1,000 in flight", Shape.CHAINS, Operation.GET_64B, 1_000, 20, true),
    GET_BURST_1000("GET 64 B, bursts of 1,000", Shape.BURST, Operation.GET_64B, 1_000, 1, true),
    GET_THREADS_32("GET 64 B, 32 blocking threads", Shape.THREADS, Operation.GET_64B, 32, 1, true),
    GET_64B("GET 64 B, 16 in flight", Shape.CHAINS, Operation.GET_64B, 16, 300, false),
    GET_4K("GET 4 KiB, 16 in flight", Shape.CHAINS, Operation.GET_4K, 16, 300, false),
    GET_1M("GET 1 MiB, 16 in flight", Shape.CHAINS, Operation.GET_1M, 16, 5, false),
    SET_64B("SET 64 B, 16 in flight", Shape.CHAINS, Operation.SET_64B, 16, 300, false),
    SET_4K("SET 4 KiB, 16 in flight", Shape.CHAINS, Operation.SET_4K, 16, 300, false),
    SET_1M("SET 1 MiB, 16 in flight", Shape.CHAINS, Operation.SET_1M, 16, 5, false),
    MGET_100("MGET of 100 values of 64 B, 16 in flight", Shape.CHAINS, Operation.MGET, 16, 100, false),
    HGETALL_100("HGETALL of 100 fields, 16 in flight", Shape.CHAINS, Operation.HGETALL, 16, 100, false),
    ZRANGE_1000("ZRANGE WITHSCORES of 1,000 members, 16 in flight", Shape.CHAINS, Operation.ZRANGE, 16, 20, false);

    /** How commands are issued. */
    enum Shape {
        /** Each completion issues the next command of its chain. */
        CHAINS,
        /** One thread issues all and waits for all. */
        BURST,
        /** Each thread waits for its command. */
        THREADS
    }

    private final String title;
    private final Shape shape;
    private final Operation operation;
    private final int inFlight;
    private final int steps;
    private final boolean quick;

    Workload(String title, Shape shape, Operation operation, int inFlight, int steps, boolean quick) {
        this.title = title;
        this.shape = shape;
        this.operation = operation;
        this.inFlight = inFlight;
        this.steps = steps;
        this.quick = quick;
    }

    /** The name for filters. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    Shape shape() {
        return shape;
    }

    Operation operation() {
        return operation;
    }

    /** How many commands are unanswered at once. */
    int inFlight() {
        return inFlight;
    }

    /** How many commands one invocation runs for each of those in flight. */
    int steps() {
        return steps;
    }

    /** How many commands one invocation of the benchmark method runs. */
    int commandsPerInvocation() {
        return shape == Shape.THREADS ? 1 : inFlight * steps;
    }

    int threads() {
        return shape == Shape.THREADS ? inFlight : 1;
    }

    /** Whether the quick mode measures it. */
    boolean isQuick() {
        return quick;
    }
}
