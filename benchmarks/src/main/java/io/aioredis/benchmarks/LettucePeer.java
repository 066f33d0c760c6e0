package io.aioredis.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;

/** Lettuce: one connection, text codec, as {@code RedisClient.connect()} gives it. */
final class LettucePeer implements PeerClient {
    private final RedisClient client;
    private final RedisAsyncCommands<String, String> async;
    private final RedisCommands<String, String> sync;

    LettucePeer(ServerAddress address) {
        client = RedisClient.create(address.url());
        StatefulRedisConnection<String, String> connection = client.connect();
        async = connection.async();
        sync = connection.sync();
    }

    @Override
    public void get(String key, Completion done) {
        async.get(key).whenComplete(done);
    }

    @Override
    public void set(String key, String value, Completion done) {
        async.set(key, value).whenComplete(done);
    }

    @Override
    public void mget(String[] keys, Completion done) {
        async.mget(keys).whenComplete(done);
    }

    @Override
    public void hgetall(String key, Completion done) {
        async.hgetall(key).whenComplete(done);
    }

    @Override
    public void zrangeWithScores(String key, Completion done) {
        async.zrangeWithScores(key, 0, -1).whenComplete(done);
    }

    @Override
    public Object getBlocking(String key) {
        return sync.get(key);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
