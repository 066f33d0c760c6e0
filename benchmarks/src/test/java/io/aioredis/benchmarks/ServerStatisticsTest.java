package io.aioredis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.benchmarks.ServerStatistics.Counters;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServerStatisticsTest {
    @Test
    void countersAreFoundInInfo() {
        String info = "# Stats\r\ntotal_commands_processed:12\r\ntotal_reads_processed:3\r\n";

        assertThat(ServerStatistics.parse(info)).isEqualTo(new Counters(12, 3));
    }

    @Test
    void infoItselfIsNotCounted() throws IOException {
        try (RedisServer server = RedisServers.start();
                ServerStatistics statistics = new ServerStatistics(new ServerAddress(server.host(), server.port()));
                Socket socket = new Socket(server.host(), server.port())) {
            Counters before = statistics.read();
            for (int i = 0; i < 2; i++) {
                socket.getOutputStream().write("PING\r\nPING\r\nPING\r\n".getBytes(StandardCharsets.UTF_8));
                InputStream in = socket.getInputStream();
                in.readNBytes("+PONG\r\n".length() * 3);
            }
            Counters after = statistics.read();

            assertThat(after.commandsPerReadSince(before)).isEqualTo(3.0);
        }
    }
}
