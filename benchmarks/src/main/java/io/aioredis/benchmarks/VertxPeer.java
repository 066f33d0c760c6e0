package io.aioredis.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Vert.x: one connection and the typed API. It has no codecs; the text is taken from its {@link Response} in the
 * completion. A thread that waits does so on the future's stage.
 */
final class VertxPeer implements PeerClient {
    private final Vertx vertx;
    private final RedisAPI redis;

    VertxPeer(ServerAddress address) {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        redis = RedisAPI.api(await(Redis.createClient(vertx, address.url()).connect()));
    }

    @Override
    public void get(String key, Completion done) {
        complete(redis.get(key), Response::toString, done);
    }

    @Override
    public void set(String key, String value, Completion done) {
        complete(redis.set(List.of(key, value)), Response::toString, done);
    }

    @Override
    public void mget(String[] keys, Completion done) {
        complete(redis.mget(List.of(keys)), VertxPeer::list, done);
    }

    @Override
    public void hgetall(String key, Completion done) {
        complete(redis.hgetall(key), VertxPeer::map, done);
    }

    @Override
    public void zrangeWithScores(String key, Completion done) {
        complete(redis.zrange(List.of(key, "0", "-1", "WITHSCORES")), VertxPeer::scores, done);
    }

    @Override
    public Object getBlocking(String key) {
        return await(redis.get(key)).toString();
    }

    private static void complete(Future<Response> reply, Function<Response, Object> decode, Completion done) {
        reply.onComplete(response -> done.accept(decode.apply(response), null), failure -> done.accept(null, failure));
    }

    private static List<String> list(Response response) {
        List<String> list = new ArrayList<>(response.size());
        for (Response element : response) {
            list.add(element.toString());
        }
        return list;
    }

    private static Map<String, String> map(Response response) {
        Map<String, String> map = new LinkedHashMap<>(2 * response.size());
        for (String field : response.getKeys()) {
            map.put(field, response.get(field).toString());
        }
        return map;
    }

    /** RESP3 has an array for each member, which is what Vert.x negotiates. */
    private static Map<String, Double> scores(Response response) {
        Map<String, Double> scores = new LinkedHashMap<>(2 * response.size());
        for (Response pair : response) {
            scores.put(pair.get(0).toString(), pair.get(1).toDouble());
        }
        return scores;
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        redis.close();
        await(vertx.close());
    }
}
