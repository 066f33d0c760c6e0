package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.AuthException;
import io.aioredis.exception.ConnectFailedException;
import io.aioredis.exception.ConnectTimeoutException;
import io.aioredis.exception.ReplyException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandshakeTest {
    private static final RedisServer REDIS = RedisServers.shared();

    @TempDir
    Path directory;

    @Test
    void everythingIsSentBeforeAnythingIsAnswered() {
        List<List<String>> received = new CopyOnWriteArrayList<>();
        ScriptedServer.Handler all = peer -> {
            for (int i = 0; i < 6; i++) {
                received.add(peer.next());
            }
            peer.send("+OK\r\n%1\r\n+proto\r\n:3\r\n+OK\r\n+OK\r\n+OK\r\n+OK\r\n");
        };
        ConnectionOptions options = ConnectionOptions.builder()
                .username("app")
                .password("secret")
                .clientName("me")
                .db(3)
                .build();
        try (ScriptedServer server = ScriptedServer.start(all);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), options).join()) {
            assertThat(received)
                    .containsExactly(
                            List.of("AUTH", "app", "secret"),
                            List.of("HELLO", "3"),
                            List.of("CLIENT", "SETNAME", "me"),
                            List.of("CLIENT", "SETINFO", "LIB-NAME", "aioredis-java"),
                            List.of("CLIENT", "SETINFO", "LIB-VER", LibraryVersion.VERSION),
                            List.of("SELECT", "3"));
            assertThat(redis.db()).isEqualTo(3);
            assertThat(LibraryVersion.VERSION).matches("[0-9]+\\..*");
        }
    }

    @Test
    void anEmptyPasswordIsSentAndDatabaseZeroIsNot() {
        ScriptedServer.Handler careless = peer -> {
            peer.expect("AUTH", "");
            peer.send("+OK\r\n");
            peer.echo();
        };
        ConnectionOptions options = Plain.OPTIONS.toBuilder().db(0).password("").build();
        try (ScriptedServer server = ScriptedServer.start(careless);
                RedisConnection redis =
                        RedisConnection.connect(server.url() + "/0", options).join();
                RedisConnection byUrl = RedisConnection.connect(server.url().replace("//", "//:@"), Plain.OPTIONS)
                        .join()) {
            assertThat(text(redis, "FIRST").join()).isEqualTo("FIRST");
            assertThat(text(byUrl, "FIRST").join()).isEqualTo("FIRST");
        }
    }

    @Test
    void hostAndPortServeAsAnAddressAndAreReportedAsTheyWereGiven() {
        RedisAddress address = RedisAddress.tcp("localhost", REDIS.port());
        try (RedisConnection redis =
                RedisConnection.connect(address, ConnectionOptions.DEFAULT).join()) {
            assertThat(redis.address()).isEqualTo(address);
            assertThat(redis).hasToString("RedisConnection[localhost:" + REDIS.port() + ", db=0]");
            assertThat(redis.encoding()).isNull();
        }
    }

    @Test
    void aServerWithoutHelloIsSpokenToInRespTwo() {
        ScriptedServer.Handler old = peer -> {
            peer.expect("HELLO", "3");
            peer.send("-ERR unknown command `HELLO`, with args beginning with: `3`, \r\n");
            peer.next();
            peer.send("-ERR unknown subcommand\r\n");
            peer.next();
            peer.send("-ERR unknown subcommand\r\n");
            peer.echo();
        };
        try (ScriptedServer server = ScriptedServer.start(old);
                RedisConnection redis = RedisConnection.connect(server.url()).join()) {
            assertThat(text(redis, "A").join()).isEqualTo("A");
        }
    }

    @Test
    void aServerWithoutHelloIsRefusedWhereRespThreeIsWanted() {
        ScriptedServer.Handler old = peer -> {
            for (List<String> command = peer.next(); command != null; command = peer.next()) {
                peer.send("-NOPROTO unsupported protocol version\r\n");
            }
        };
        try (ScriptedServer server = ScriptedServer.start(old)) {
            assertThat(failure(RedisConnection.connect(server.url() + "?protocol=3")))
                    .isInstanceOf(ReplyException.class)
                    .hasMessage("NOPROTO unsupported protocol version");
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void whatIsNoRedisServerIsNamedAsAFailedConnect() {
        ScriptedServer.Handler web = peer -> {
            peer.next();
            peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        };
        try (ScriptedServer server = ScriptedServer.start(web)) {
            assertThat(failure(RedisConnection.connect(server.url())))
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageStartingWith(
                            "connect to 127.0.0.1:" + server.port() + " failed: HELLO: sent, but not answered")
                    .hasMessageContaining("first byte of a reply: 72");
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void aServerThatWantsCredentialsSaysSoWhenConnecting() {
        try (RedisServer secured = RedisServers.start("--requirepass", "secret")) {
            assertThat(failure(RedisConnection.connect(secured.url()))).isInstanceOf(AuthException.class);
        }
    }

    @Test
    void theProtocolTheNameAndTheDatabaseAreInForce() {
        ConnectionOptions options =
                ConnectionOptions.builder().clientName("handshake-test").db(2).build();
        try (RedisConnection redis =
                RedisConnection.connect(REDIS.url(), options).join()) {
            String info = text(redis, "CLIENT INFO").join();
            assertThat(info)
                    .contains(" name=handshake-test ")
                    .contains(" db=2 ")
                    .contains(" resp=3");
        }
        try (RedisConnection redis =
                RedisConnection.connect(REDIS.url() + "?protocol=2").join()) {
            assertThat(text(redis, "CLIENT INFO").join()).contains(" resp=2");
        }
    }

    @Test
    void anEncodingDecodesRawReplies() {
        ConnectionOptions latin = ConnectionOptions.builder()
                .encoding(StandardCharsets.ISO_8859_1)
                .build();
        try (RedisConnection redis = RedisConnection.connect(REDIS.url(), latin).join();
                RedisConnection utf8 =
                        RedisConnection.connect(REDIS.url() + "?encoding=utf-8").join()) {
            utf8.execute("SET", "enc", "é").join();
            assertThat(utf8.execute("GET", "enc").join()).isEqualTo("é");
            assertThat(redis.execute("GET", "enc").join()).isEqualTo("\u00c3\u00a9");
            assertThat(redis.encoding()).isEqualTo(StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aUnixSocketServesAsWell() {
        String path = directory.resolve("r.sock").toString();
        try (RedisServer server = RedisServers.start("--unixsocket", path);
                RedisConnection redis = RedisConnection.connect(path).join();
                RedisConnection byUrl =
                        RedisConnection.connect("unix://" + path + "?db=1").join()) {
            assertThat(server.pid()).isPositive();
            assertThat(redis.execute("PING").join()).isEqualTo("PONG");
            assertThat(redis.address()).isEqualTo(RedisAddress.unix(path));
            assertThat(redis).hasToString("RedisConnection[" + path + ", db=0]");
            assertThat(byUrl.db()).isEqualTo(1);
        }
    }

    @Test
    void aMissingUnixSocketSaysWhere() {
        String path = directory.resolve("none.sock").toString();
        assertThat(failure(RedisConnection.connect(path))).hasMessageStartingWith("connect to " + path + " failed: ");
    }

    @Test
    void theTimeoutCoversTheHandshakeAndLeavesNoSocket() {
        ScriptedServer.Handler silent = peer -> {
            while (peer.next() != null) {}
        };
        try (ScriptedServer server = ScriptedServer.start(silent)) {
            ConnectionOptions hasty = ConnectionOptions.builder()
                    .connectTimeout(Duration.ofMillis(200))
                    .build();
            assertThat(failure(RedisConnection.connect(server.url(), hasty)))
                    .isInstanceOf(ConnectTimeoutException.class)
                    .hasMessage("connect to 127.0.0.1:" + server.port()
                            + " timed out after 200 ms while waiting for the server to accept the first commands");
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void wrongOptionsAreRefusedWhenTheyAreGiven() {
        ConnectionOptions.Builder builder = ConnectionOptions.builder();
        assertThatThrownBy(() -> builder.db(-1)).hasMessage("db: -1 (expected: >= 0)");
        assertThatThrownBy(() -> builder.clientName("a b"))
                .hasMessage("clientName: \"a b\" (expected: printable ASCII without spaces)");
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ZERO))
                .hasMessage("connectTimeout: PT0S (expected: > 0)");
        assertThatThrownBy(() -> builder.maxPendingBytes(0)).hasMessage("maxPendingBytes: 0 (expected: >= 1)");
        assertThatThrownBy(() -> builder.username("me").build())
                .hasMessage("password: none (expected: one for the user)");
        assertThat(ConnectionOptions.DEFAULT.toBuilder().build()).hasToString(ConnectionOptions.DEFAULT.toString());
    }

    private static CompletableFuture<String> text(RedisConnection redis, String command) {
        return redis.execute(Call.of(ReplyDecoders.STRING, CodecSource.NONE, command));
    }
}
