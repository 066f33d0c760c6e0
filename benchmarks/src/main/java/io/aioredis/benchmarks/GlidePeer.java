package io.aioredis.benchmarks;

import glide.api.GlideClient;
import glide.api.models.commands.RangeOptions.RangeByIndex;
import glide.api.models.configuration.GlideClientConfiguration;
import glide.api.models.configuration.NodeAddress;
import java.util.concurrent.ExecutionException;

/** GLIDE: one client, which multiplexes in native code. Its limits are raised so that no workload meets them. */
final class GlidePeer implements PeerClient {
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
    private static final int IN_FLIGHT_LIMIT = 4_000;

    private final GlideClient client;

    GlidePeer(ServerAddress address) throws ExecutionException, InterruptedException {
        client = GlideClient.createClient(GlideClientConfiguration.builder()
                        .address(NodeAddress.builder()
                                .host(address.host())
                                .port(address.port())
                                .build())
                        .requestTimeout(REQUEST_TIMEOUT_MILLIS)
                        .inflightRequestsLimit(IN_FLIGHT_LIMIT)
                        .build())
                .get();
    }

    @Override
    public void get(String key, Completion done) {
        client.get(key).whenComplete(done);
    }

    @Override
    public void set(String key, String value, Completion done) {
        client.set(key, value).whenComplete(done);
    }

    @Override
    public void mget(String[] keys, Completion done) {
        client.mget(keys).whenComplete(done);
    }

    @Override
    public void hgetall(String key, Completion done) {
        client.hgetall(key).whenComplete(done);
    }

    @Override
    public void zrangeWithScores(String key, Completion done) {
        client.zrangeWithScores(key, new RangeByIndex(0, -1)).whenComplete(done);
    }

    @Override
    public Object getBlocking(String key) throws ExecutionException, InterruptedException {
        return client.get(key).get();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
