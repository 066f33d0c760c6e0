package io.aioredis.benchmarks;

import io.aioredis.Aioredis;
import io.aioredis.Redis;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoder;
import io.aioredis.protocol.ReplyDecoders;
import java.util.List;

/** aioredis for Java: one connection. */
final class AioredisPeer implements PeerClient {
    private static final ReplyDecoder<List<Object>> VALUES = ReplyDecoders.list(ReplyDecoders.VALUE);

    private final Redis<String, String> redis;
    private final AioredisCommandsClient commands;

    AioredisPeer(ServerAddress address) {
        redis = Aioredis.createRedis(address.url()).join();
        commands = redis.as(AioredisCommandsClient::new);
    }

    @Override
    public void get(String key, Completion done) {
        redis.get(key).whenComplete(done);
    }

    @Override
    public void set(String key, String value, Completion done) {
        redis.set(key, value).whenComplete(done);
    }

    @Override
    public void mget(String[] keys, Completion done) {
        redis.executor()
                .execute(Call.of(VALUES, redis, "MGET", (Object[]) keys))
                .whenComplete(done);
    }

    @Override
    public void hgetall(String key, Completion done) {
        commands.hgetall(key).whenComplete(done);
    }

    @Override
    public void zrangeWithScores(String key, Completion done) {
        redis.zrangeWithScores(key, 0, -1).whenComplete(done);
    }

    @Override
    public Object getBlocking(String key) {
        return redis.get(key).join();
    }

    @Override
    public void close() {
        redis.close();
    }
}
