package io.aioredis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aioredis.codec.Codec;
import io.aioredis.commands.ScoredValue;
import io.aioredis.commands.StringCommandsClient;
import io.aioredis.connection.CommandExecutor;
import io.aioredis.connection.ConnectionOptions;
import io.aioredis.connection.ProtocolVersion;
import io.aioredis.connection.RedisAddress;
import io.aioredis.connection.RedisConnection;
import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.mixin.CommandsFactory;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AioredisTest {
    private static final String URL = RedisServers.shared().url();

    /** For servers whose script does not begin with a handshake. */
    private static final ConnectionOptions PLAIN = ConnectionOptions.builder()
            .protocol(ProtocolVersion.RESP2)
            .sendLibraryInfo(false)
            .build();

    /** A class of one's own with more commands than the library has. */
    private static final class MyRedis extends Redis<String, String> implements LeaderboardMixin {
        MyRedis(CommandExecutor executor) {
            super(executor, Codec.utf8(), Codec.utf8());
        }
    }

    @Test
    void aGeneratedClientIsAFactory() {
        try (LeaderboardClient board =
                Aioredis.createRedis(URL, LeaderboardClient::new).join()) {
            assertThat(board.add("aio:board", 3, "ann").join()).isIn(0L, 1L);
            assertThat(board.addAndTop("aio:board", 7.5, "bob").join())
                    .containsExactly(new ScoredValue<>("bob", 7.5), new ScoredValue<>("ann", 3));
        }
    }

    @Test
    void aViewHasOtherCommandsAndCodecsOnTheSameConnectionAndClosesNothing() {
        try (Redis<String, String> redis = Aioredis.createRedis(URL).join()) {
            LeaderboardClient board = redis.as(LeaderboardClient::new);
            board.add("aio:view", 1, "ann").join();
            board.close();
            assertThat(redis.zscore("aio:view", "ann").join()).isEqualTo(1.0);
            Redis<byte[], byte[]> bytes = redis.as(Redis.bytes());
            redis.set("aio:text", "é").join();
            assertThat(bytes.get("aio:text".getBytes(UTF_8)).join()).isEqualTo("é".getBytes(UTF_8));
        }
    }

    @Test
    void aSubclassMixesCommandsOfItsOwnIn() {
        try (MyRedis redis = Aioredis.createRedis(URL, MyRedis::new).join()) {
            redis.set("aio:mine", "1").join();
            redis.add("aio:mixed", 2, "ann").join();
            assertThat(redis.top("aio:mixed", 0).join()).containsExactly(new ScoredValue<>("ann", 2));
        }
    }

    @Test
    void aClientOfOneInterfaceTakesItsCodecs() {
        CommandsFactory<StringCommandsClient<String, byte[]>> factory =
                StringCommandsClient.factory(Codec.utf8(), Codec.bytes());
        try (StringCommandsClient<String, byte[]> strings =
                Aioredis.createRedis(URL, factory).join()) {
            strings.set("aio:bytes", new byte[] {0, -1}).join();
            assertThat(strings.get("aio:bytes").join()).containsExactly(0, -1);
        }
    }

    @Test
    void closingTheClientClosesItsConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.echoing()) {
            Redis<String, String> redis =
                    Aioredis.createRedis(server.url(), PLAIN).join();
            redis.close();
            await().until(() -> server.connections() == 0);
            assertThat(redis.get("k").handle((value, failure) -> failure).join())
                    .isInstanceOf(ConnectionClosedException.class)
                    .hasMessageStartingWith("GET: not sent");
        }
    }

    @Test
    void aFactoryThatThrowsLeavesNoSocket() {
        try (ScriptedServer server = ScriptedServer.echoing()) {
            CommandsFactory<Object> broken = executor -> {
                throw new IllegalStateException("boom");
            };
            assertThat(Aioredis.createRedis(server.url(), PLAIN, broken)
                            .handle((value, failure) -> failure)
                            .join())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("boom");
            await().until(() -> server.accepted() == 1 && server.connections() == 0);
        }
    }

    @Test
    void aCancelledConnectLeavesNoSocket() throws Exception {
        CountDownLatch authSeen = new CountDownLatch(1);
        ScriptedServer.Handler silent = peer -> {
            peer.expect("AUTH", "secret");
            authSeen.countDown();
            peer.next();
        };
        try (ScriptedServer server = ScriptedServer.start(silent)) {
            CompletableFuture<?> connecting =
                    Aioredis.createRedis(server.url().replace("redis://", "redis://:secret@"));
            authSeen.await();
            connecting.cancel(false);
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void rawCommandsNeedAConnectionOnly() {
        try (RedisConnection connection = Aioredis.createConnection(URL).join()) {
            assertThat(connection.execute("PING").join()).isEqualTo("PONG");
        }
    }

    @Test
    void hostAndPortServeAsAnAddress() {
        RedisAddress address =
                RedisAddress.tcp("localhost", RedisServers.shared().port());
        try (RedisConnection connection = Aioredis.createConnection(address, ConnectionOptions.DEFAULT)
                        .join();
                LeaderboardClient board = Aioredis.createRedis(
                                address, ConnectionOptions.DEFAULT, LeaderboardClient::new)
                        .join()) {
            assertThat(connection.address()).isEqualTo(address);
            assertThat(board.add("aio:address", 1, "ann").join()).isIn(0L, 1L);
        }
    }

    @Test
    void futuresCompleteOnTheEventLoop() throws Exception {
        CountDownLatch attached = new CountDownLatch(1);
        ScriptedServer.Handler waiting = peer -> {
            peer.expect("GET", "k");
            attached.await();
            peer.send("$-1\r\n");
        };
        try (ScriptedServer server = ScriptedServer.start(waiting);
                Redis<String, String> redis =
                        Aioredis.createRedis(server.url(), PLAIN).join()) {
            CompletableFuture<String> thread =
                    redis.get("k").thenApply(value -> Thread.currentThread().getName());
            attached.countDown();
            assertThat(thread.join()).startsWith("aioredis-");
        }
    }

    @Test
    void aClientIsFoundByItsInterfaceAndItsAbsenceIsExplained() {
        try (RedisConnection connection = Aioredis.createConnection(URL).join()) {
            Leaderboard board = CommandsFactory.generated(Leaderboard.class).create(connection);
            assertThat(board.add("aio:found", 1, "ann").join()).isIn(0L, 1L);
        }
        assertThatThrownBy(() -> CommandsFactory.generated(Runnable.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no implementation of java.lang.Runnable found: there is no class"
                        + " java.lang.RunnableClient. Is the interface annotated with @RedisCommands, and the processor"
                        + " configured? From JDK 23 on");
        assertThatThrownBy(() -> CommandsFactory.generated(io.aioredis.commands.StringCommands.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "io.aioredis.commands.StringCommandsClient needs codecs beside its executor (expected: its own"
                                + " factory(...) to be used)");
    }

    @Test
    void wrongUrlsAreRefusedByTheCall() {
        assertThatThrownBy(() -> Aioredis.createRedis("http://localhost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("address scheme: http (expected: redis[s]://[user[:password]@]host[:port][/db][?options],"
                        + " unix:///path[?options] or a path)");
    }
}
