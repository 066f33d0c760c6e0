package io.aioredis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisServersTest {
    @Test
    void startedServerAnswersAtItsAddress() throws IOException {
        try (RedisServer server = RedisServers.start()) {
            assertThat(server.url()).isEqualTo("redis://" + server.host() + ":" + server.port());
            try (Probe probe = new Probe(server.host(), server.port())) {
                assertThat(probe.call("PING")).isEqualTo("+PONG");
            }
        }
    }

    @Test
    void embeddedServerSaysWhatItIs() {
        try (RedisServer server = RedisServers.embedded()) {
            assertThat(server.product()).isEqualTo("redis");
            assertThat(server.version()).isEqualTo("7.0.15");
            assertThat(server.origin()).startsWith("embedded");
            assertThat(server).hasToString("redis 7.0.15 at " + server.url() + " (" + server.origin() + ")");
        }
    }

    @Test
    void versionIsTheOneThatTheServerItselfReports() throws IOException {
        try (RedisServer server = RedisServers.start();
                Probe probe = new Probe(server.host(), server.port())) {
            String info = probe.info();
            assertThat(Probe.field(info, server.product() + "_version")).isEqualTo(server.version());
        }
    }

    @Test
    void serverKnowsWhichCommandsItHas() {
        try (RedisServer server = RedisServers.embedded()) {
            assertThat(server.has("lmpop")).isTrue();
            assertThat(server.has("client|kill")).isTrue();
            assertThat(server.has("client|setinfo")).isFalse();
            assertThat(server.has("nosuchcommand")).isFalse();
        }
    }

    @Test
    void closingEndsTheProcessAndRemovesItsFolder() throws IOException {
        RedisServer server = RedisServers.embedded();
        Path folder = folder(server);
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        assertThat(folder).isDirectory();

        server.close();
        server.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(folder).doesNotExist();
        assertThatThrownBy(() -> new Probe(server.host(), server.port())).isInstanceOf(IOException.class);
    }

    @Test
    void closingEndsASuspendedProcess() throws IOException, InterruptedException {
        RedisServer server = RedisServers.embedded();
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        new ProcessBuilder("kill", "-STOP", Long.toString(server.pid())).start().waitFor();

        server.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void sharedServerIsOneAndStaysOpen() throws IOException {
        RedisServer server = RedisServers.shared();
        server.close();
        assertThat(RedisServers.shared()).isSameAs(server);
        try (Probe probe = new Probe(server.host(), server.port())) {
            assertThat(probe.call("PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void furtherArgumentsReachTheServer() throws IOException {
        try (RedisServer server = RedisServers.start("--maxmemory", "10mb", "--databases", "3");
                Probe probe = new Probe(server.host(), server.port())) {
            assertThat(probe.call("SELECT", "2")).isEqualTo("+OK");
            assertThat(probe.call("SELECT", "3")).isEqualTo("-ERR DB index is out of range");
        }
    }

    @Test
    void serverWithAPasswordIsReady() {
        try (RedisServer server = RedisServers.start("--requirepass", "secret")) {
            assertThatThrownBy(() -> server.has("get"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("COMMAND INFO get: -NOAUTH Authentication required. from " + server);
        }
    }

    @Test
    void givenPortBringsAServerBackWhereItWas() {
        RedisServer first = RedisServers.embedded();
        first.close();
        try (RedisServer second = RedisServers.start("--port", Integer.toString(first.port()))) {
            assertThat(second.port()).isEqualTo(first.port());
        }
    }

    @Test
    void takenPortIsNamedWithWhatTheServerSaid() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> RedisServers.start("--port", port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + port + " was taken; last output:")
                    .hasMessageContaining("Could not create server TCP listening socket 127.0.0.1:" + port);
        }
    }

    @Test
    void portWithoutAValueIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisServers.start("--port"))
                .withMessage("--port without a value (expected: the port as an argument of its own)");
    }

    @Test
    void earlyEndIsReportedWithTheLastOutput() {
        assertThatThrownBy(() -> RedisServers.start("--nosuchoption", "1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended with status 1 before it answered; last output:")
                .hasMessageContaining("nosuchoption");
    }

    @Test
    void serversEndWithTheJvm() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsAndForgets.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String pid = new String(jvm.getInputStream().readAllBytes()).strip();
        assertThat(jvm.waitFor()).isZero();
        await().until(() -> ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }

    private static Path folder(RedisServer server) throws IOException {
        try (Probe probe = new Probe(server.host(), server.port())) {
            assertThat(probe.call("CONFIG", "GET", "dir")).isEqualTo("*2");
            List<String> lines = List.of(probe.readLine(), probe.readLine(), probe.readLine(), probe.readLine());
            return Path.of(lines.get(3));
        }
    }

    static final class StartsAndForgets {
        private StartsAndForgets() {}

        public static void main(String... args) {
            System.out.println(RedisServers.embedded().pid());
        }
    }
}
