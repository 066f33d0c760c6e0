package io.aioredis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsPageTest {
    private final Results results = new Results();

    @Test
    void ratioIsThatOfTheSameRounds() {
        measure(Peer.AIOREDIS, 0, 100);
        measure(Peer.AIOREDIS, 1, 900);
        measure(Peer.AIOREDIS, 2, 400);
        measure(Peer.LETTUCE, 1, 300);
        measure(Peer.LETTUCE, 2, 100);

        assertThat(results.ratio(Workload.GET_IN_FLIGHT_64, Peer.AIOREDIS, Peer.LETTUCE))
                .contains(new Samples(3.5, 3, 4));
        assertThat(results.ratio(Workload.GET_IN_FLIGHT_64, Peer.AIOREDIS, Peer.VERTX))
                .isEmpty();
    }

    @Test
    void eachClientIsARowOrHasAReason() {
        measure(Peer.AIOREDIS, 0, 300_000);
        measure(Peer.AIOREDIS, 1, 400_000);
        measure(Peer.AIOREDIS, 2, 500_000);
        measure(Peer.LETTUCE, 1, 100_000);
        results.fail(Workload.GET_IN_FLIGHT_64, Peer.LETTUCE, "the JVM of round 1 ended with an error");
        EnumSet<Peer> peers = EnumSet.of(Peer.AIOREDIS, Peer.LETTUCE, Peer.JEDIS);

        String page = new ResultsPage(results, EnumSet.of(Workload.GET_IN_FLIGHT_64), peers)
                .write(Map.of("server", "redis 7.0.15"), "chart.svg");

        assertThat(page).contains("| server | redis 7.0.15 |\n");
        assertThat(page).contains("![Commands per second by workload and client](chart.svg)\n");
        assertThat(page).endsWith("""
                        ## GET 64 B, 64 in flight

                        | client | commands/s | slowest – fastest | aioredis × | client CPU, µs | allocated, bytes | commands per server read |
                        | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                        | aioredis | 400,000 | 300,000 – 500,000 |  | 2.50 | 320 | 64.0 |
                        | Lettuce | 100,000 | 100,000 – 100,000 | 4.00 | 2.50 | 320 | 64.0 |

                        Not measured, or not in every round:

                        - Lettuce: failed: the JVM of round 1 ended with an error
                        - Jedis: it has no asynchronous commands
                        """);
    }

    private void measure(Peer peer, int round, double commandsPerSecond) {
        results.add(Workload.GET_IN_FLIGHT_64, peer, round, new Figures(commandsPerSecond, 2_500, 320, 64));
    }
}
