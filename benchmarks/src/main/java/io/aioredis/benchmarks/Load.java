package io.aioredis.benchmarks;

import java.io.IOException;

/** One workload on one client: what an invocation of the benchmark method does. */
interface Load extends AutoCloseable {
    /**
     * Runs the commands of one invocation and returns when all are answered.
     *
     * @param turn counts the invocations of the calling thread
     */
    void run(int turn) throws Exception;

    @Override
    void close() throws IOException;
}
