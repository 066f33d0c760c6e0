package io.aioredis.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How busy the machine is while nothing is measured, so that readers know what disturbed the figures. */
final class MachineLoad {
    private static final int SECONDS = 2;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<Double> samples = new ArrayList<>();

    /** Watches for two seconds and returns which share of the processors was busy, from 0 to 1. */
    double sample() throws InterruptedException {
        system.getCpuLoad(); // each call tells of the time since the one before
        TimeUnit.SECONDS.sleep(SECONDS);
        double load = Math.max(0, system.getCpuLoad());
        samples.add(load);
        return load;
    }

    Samples samples() {
        return Samples.of(samples, Double::doubleValue);
    }
}
