package io.aioredis.benchmarks;

/**
 * What one JVM measured, per command.
 *
 * @param commandsPerSecond by the wall clock
 * @param cpuNanos of all threads of the client's JVM
 * @param bytes allocated on the Java heap
 * @param commandsPerRead how many commands the server found in one read
 */
record Figures(double commandsPerSecond, double cpuNanos, double bytes, double commandsPerRead) {}
