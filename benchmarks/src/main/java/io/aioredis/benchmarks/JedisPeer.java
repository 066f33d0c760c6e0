package io.aioredis.benchmarks;

import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;

/** Jedis: its pool, with a connection for each thread. It has no asynchronous commands. */
final class JedisPeer implements PeerClient {
    private final RedisClient jedis;

    JedisPeer(ServerAddress address) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(Workload.GET_THREADS_32.threads());
        pool.setMaxIdle(Workload.GET_THREADS_32.threads());
        jedis = RedisClient.builder()
                .hostAndPort(address.host(), address.port())
                .poolConfig(pool)
                .build();
    }

    @Override
    public void get(String key, Completion done) {
        throw notAsynchronous();
    }

    @Override
    public void set(String key, String value, Completion done) {
        throw notAsynchronous();
    }

    @Override
    public void mget(String[] keys, Completion done) {
        throw notAsynchronous();
    }

    @Override
    public void hgetall(String key, Completion done) {
        throw notAsynchronous();
    }

    @Override
    public void zrangeWithScores(String key, Completion done) {
        throw notAsynchronous();
    }

    @Override
    public Object getBlocking(String key) {
        return jedis.get(key);
    }

    private static UnsupportedOperationException notAsynchronous() {
        return new UnsupportedOperationException("Jedis has no asynchronous commands");
    }

    @Override
    public void close() {
        jedis.close();
    }
}
