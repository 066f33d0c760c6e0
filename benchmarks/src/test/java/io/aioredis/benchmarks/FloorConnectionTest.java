package io.aioredis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloorConnectionTest {
    @Test
    void commandsAreEncodedAsTheServerReadsThem() {
        assertThat(new String(FloorConnection.encode(List.of("GET", "key")), StandardCharsets.UTF_8))
                .isEqualTo("*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n");
    }

    @Test
    void everyCommandIsSentOnce() throws IOException {
        try (RedisServer server = RedisServers.start()) {
            ServerAddress address = new ServerAddress(server.host(), server.port());
            try (FloorConnection floor = new FloorConnection(address, Operation.SET_64B);
                    ServerStatistics statistics = new ServerStatistics(address)) {
                long before = statistics.read().commands();
                floor.burst(2_500);
                long after = statistics.read().commands();

                assertThat(after - before - 1).isEqualTo(2_500);
            }
        }
    }

    @Test
    void aStreamHasNeverMoreInFlightThanItWasGiven() throws IOException {
        try (RedisServer server = RedisServers.start()) {
            ServerAddress address = new ServerAddress(server.host(), server.port());
            try (FloorConnection floor = new FloorConnection(address, Operation.SET_64B);
                    ServerStatistics statistics = new ServerStatistics(address)) {
                long before = statistics.read().commands();
                floor.stream(64, 1_000);
                floor.stream(64, 1_500);
                long after = statistics.read().commands();

                // what the last read answered was written anew, and the server may or may not have run that yet
                assertThat(after - before - 1).isBetween(2_500L, 2_500L + 2 * 64);
            }
        }
    }
}
