package io.aioredis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void quickLeavesOutWhatTakesLong() {
        Settings settings = of(Map.of("benchmarks.run", "quick"));

        assertThat(settings.workloads()).contains(Workload.GET_IN_FLIGHT_1000).doesNotContain(Workload.GET_1M);
        assertThat(settings.peers()).containsExactly(Peer.values());
        assertThat(settings.rounds()).isEqualTo(3);
    }

    @Test
    void filtersNameWorkloadsAndClients() {
        Settings settings = of(Map.of(
                "benchmarks.run", "full", "benchmarks.workloads", "get-1m, mget-100", "benchmarks.clients", "floor"));

        assertThat(settings.workloads()).containsExactly(Workload.GET_1M, Workload.MGET_100);
        assertThat(settings.peers()).containsExactly(Peer.FLOOR);
    }

    @Test
    void unknownNamesAreRefused() {
        assertThatThrownBy(() -> of(Map.of("benchmarks.clients", "letuce")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("benchmarks.clients: \"letuce\" (expected: all, or of"
                        + " [aioredis, lettuce, vertx, redisson, glide, jedis, floor])");
        assertThatThrownBy(() -> of(Map.of("benchmarks.run", "fast")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("benchmarks.run: \"fast\" (expected: quick or full)");
    }

    private static Settings of(Map<String, String> properties) {
        return Settings.of(properties::get);
    }
}
