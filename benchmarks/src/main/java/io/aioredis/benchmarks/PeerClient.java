package io.aioredis.benchmarks;

/**
 * A client, set up as its users would, with what the workloads need.
 *
 * <p>Keys and values are text. A completion runs where the client runs completions, and is given the reply in the client's
 * own type, every value of it decoded.
 */
interface PeerClient extends AutoCloseable {
    void get(String key, Completion done);

    void set(String key, String value, Completion done);

    void mget(String[] keys, Completion done);

    void hgetall(String key, Completion done);

    void zrangeWithScores(String key, Completion done);

    /** Waits for the value; called by many threads at once. */
    Object getBlocking(String key) throws Exception;

    @Override
    void close();
}
