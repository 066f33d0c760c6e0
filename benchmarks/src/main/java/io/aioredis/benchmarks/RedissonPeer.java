package io.aioredis.benchmarks;

import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RMap;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.TransportMode;

/** Redisson: its default pool of connections, its objects, the text codec. */
final class RedissonPeer implements PeerClient {
    private final RedissonClient redisson;

    RedissonPeer(ServerAddress address) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        if (System.getProperty(Settings.TRANSPORT, "").equals("epoll")) {
            config.setTransportMode(TransportMode.EPOLL);
        }
        config.useSingleServer().setAddress(address.url());
        redisson = Redisson.create(config);
    }

    @Override
    public void get(String key, Completion done) {
        RBucket<String> bucket = redisson.getBucket(key);
        bucket.getAsync().whenComplete(done);
    }

    @Override
    public void set(String key, String value, Completion done) {
        RBucket<String> bucket = redisson.getBucket(key);
        bucket.setAsync(value).whenComplete(done);
    }

    @Override
    public void mget(String[] keys, Completion done) {
        redisson.getBuckets().getAsync(keys).whenComplete(done);
    }

    @Override
    public void hgetall(String key, Completion done) {
        RMap<String, String> map = redisson.getMap(key);
        map.readAllMapAsync().whenComplete(done);
    }

    @Override
    public void zrangeWithScores(String key, Completion done) {
        RScoredSortedSet<String> set = redisson.getScoredSortedSet(key);
        set.entryRangeAsync(0, -1).whenComplete(done);
    }

    @Override
    public Object getBlocking(String key) {
        RBucket<String> bucket = redisson.getBucket(key);
        return bucket.get();
    }

    @Override
    public void close() {
        redisson.shutdown();
    }
}
