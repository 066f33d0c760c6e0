package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aioredis.exception.ConnectFailedException;
import io.aioredis.exception.ConnectTimeoutException;
import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.exception.ConnectionForcedCloseException;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may depend on the transport, with each that this machine has, on event loops that the test gives. */
class EachTransportTest {
    private static final RedisServer REDIS = RedisServers.shared();
    private static final String EACH = "io.aioredis.connection.Transports#names";

    @ParameterizedTest
    @MethodSource(EACH)
    void manyCommandsOfFourThreadsEachGetTheirOwnReply(String transport) throws Exception {
        try (Transports.Loops loops = Transports.Loops.start(transport);
                RedisConnection redis = connect(REDIS.url(), loops.options())) {
            List<CompletableFuture<?>> all = Collections.synchronizedList(new ArrayList<>());
            inFourThreads(thread -> {
                for (int i = 0; i < 5_000; i++) {
                    String name = thread + "-" + i;
                    all.add(redis.execute("ECHO", name)
                            .thenAccept(echo ->
                                    assertThat((byte[]) echo).asString(UTF_8).isEqualTo(name)));
                }
            });
            assertThat(all).hasSize(20_000);
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get(60, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void largeValuesGoThereAndBack(String transport) {
        byte[] mebibyte = new byte[1 << 20];
        byte[] large = new byte[20 << 20];
        new Random(1).nextBytes(mebibyte);
        new Random(2).nextBytes(large);
        try (Transports.Loops loops = Transports.Loops.start(transport);
                RedisConnection redis = connect(REDIS.url(), loops.options())) {
            redis.execute("SET", "transport:a", mebibyte);
            redis.execute("SET", "transport:b", large);
            CompletableFuture<?> a = redis.execute("GET", "transport:a");
            CompletableFuture<?> b = redis.execute("GET", "transport:b");
            CompletableFuture<?> after = redis.execute("PING");
            assertThat((byte[]) a.join()).isEqualTo(mebibyte);
            assertThat((byte[]) b.join()).isEqualTo(large);
            assertThat(after.join()).isEqualTo("PONG");
            redis.execute("DEL", "transport:a", "transport:b").join();
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void unixSocketsAreConnectedTo(String transport) throws Exception {
        Path folder = Files.createTempDirectory("aio"); // short: a path has room for a hundred bytes
        Path socket = folder.resolve("r.sock");
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        try (Transports.Loops loops = Transports.Loops.start(transport)) {
            RedisServer server = RedisServers.start("--unixsocket", socket.toString());
            try (RedisConnection redis = connect("unix://" + socket + "?db=1", loops.options())) {
                redis.execute("SET", "a", large).join();
                assertThat((byte[]) redis.execute("GET", "a").join()).isEqualTo(large);
                assertThat(redis.address()).isEqualTo(RedisAddress.unix(socket.toString()));
            }
            try (RedisConnection redis = connect(socket.toString(), loops.options())) {
                server.close();
                redis.waitClosed().get(30, TimeUnit.SECONDS);
            }
            assertThat(failure(RedisConnection.connect(socket.toString(), loops.options())))
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageStartingWith("connect to " + socket + " failed: ");
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void aRefusedConnectSaysWhereToAndWhy(String transport) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (Transports.Loops loops = Transports.Loops.start(transport)) {
            assertThat(failure(RedisConnection.connect("redis://127.0.0.1:" + port, loops.options())))
                    .isInstanceOf(ConnectFailedException.class)
                    .isNotInstanceOf(ConnectTimeoutException.class)
                    .hasMessageStartingWith("connect to 127.0.0.1:" + port + " failed: 127.0.0.1: ")
                    .hasMessageEndingWith("Connection refused");
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void aServerThatReadsNothingHoldsCommandsBackUntilItReads(String transport) throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        ScriptedServer.Handler slow = peer -> {
            peer.pauseReading();
            sent.await();
            peer.resumeReading();
            for (List<String> command = peer.next(); command != null; command = peer.next()) {
                peer.send("+" + command.get(1) + "\r\n");
            }
        };
        String filler = "x".repeat(1 << 20);
        try (Transports.Loops loops = Transports.Loops.start(transport);
                ScriptedServer server = ScriptedServer.start(slow)) {
            Connector connector = new Connector(RedisAddress.tcp("127.0.0.1", server.port()), loops.on(Plain.OPTIONS));
            try (RedisConnection redis = connector.connect().join()) {
                List<CompletableFuture<?>> all = new ArrayList<>();
                for (int i = 0; i < 32; i++) {
                    all.add(redis.execute("SET", i, filler));
                }
                await().until(() -> !connector.channel().isWritable());
                assertThat(all).noneMatch(CompletableFuture::isDone);
                sent.countDown();
                for (int i = 0; i < all.size(); i++) {
                    assertThat(all.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(String.valueOf(i));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void closingUnderLoadCompletesEveryFuture(String transport) throws Exception {
        try (Transports.Loops loops = Transports.Loops.start(transport)) {
            for (int round = 0; round < 20; round++) {
                RedisConnection redis = connect(REDIS.url(), loops.options());
                int end = round;
                underLoad(redis, () -> {
                    if (end % 2 == 0) {
                        redis.close();
                    } else {
                        redis.execute("QUIT");
                    }
                });
            }
            assertThat(loops.group().isShuttingDown()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void aGroupThatIsShutDownUnderLoadCompletesEveryFuture(String transport) throws Exception {
        for (int round = 0; round < 10; round++) {
            try (Transports.Loops loops = Transports.Loops.start(transport)) {
                RedisConnection redis = connect(REDIS.url(), loops.options());
                underLoad(redis, loops::shutDown);
                assertThat(failure(redis.execute("PING"))).isInstanceOf(ConnectionClosedException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void aConnectWhoseGroupIsShutDownFails(String transport) throws Exception {
        CountDownLatch accepted = new CountDownLatch(1);
        ScriptedServer.Handler silent = peer -> {
            accepted.countDown();
            while (peer.next() != null) {}
        };
        try (ScriptedServer server = ScriptedServer.start(silent)) {
            CompletableFuture<RedisConnection> connecting;
            ConnectionOptions options;
            try (Transports.Loops loops = Transports.Loops.start(transport)) {
                options = loops.options();
                connecting = RedisConnection.connect(server.url(), options);
                accepted.await();
            }
            assertThat(failure(connecting)).isInstanceOf(ConnectFailedException.class);
            assertThat(failure(RedisConnection.connect(server.url(), options)))
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessage("connect to 127.0.0.1:" + server.port() + " failed: the event loop has ended");
            await().until(() -> server.connections() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void aServerThatIsKilledFailsWhatIsInFlight(String transport) throws Exception {
        RedisServer server = RedisServers.start();
        try (Transports.Loops loops = Transports.Loops.start(transport);
                RedisConnection redis = connect(server.url(), loops.options())) {
            redis.execute("CLIENT", "PAUSE", 60_000).join();
            CompletableFuture<?> pending = redis.execute("SET", "a", "b");
            server.close();
            assertThat(failure(pending))
                    .isInstanceOf(ConnectionClosedException.class)
                    .isNotInstanceOf(ConnectionForcedCloseException.class);
            redis.waitClosed().get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "epoll", "kqueue"}) // Netty's io_uring misses some of them
    void aResetInMidReplyFailsWhatIsInFlight(String transport) throws Exception {
        ScriptedServer.Handler dying = peer -> {
            peer.next();
            peer.send("$100\r\nhalf");
            peer.reset();
        };
        try (Transports.Loops loops = Transports.Loops.start(transport);
                ScriptedServer server = ScriptedServer.start(dying);
                RedisConnection redis = connect(server.url(), loops.on(Plain.OPTIONS))) {
            assertThat(failure(redis.execute("A"))).isInstanceOf(ConnectionClosedException.class);
            redis.waitClosed().get(30, TimeUnit.SECONDS);
        }
    }

    /** Ends a connection in some way while four threads use it; then everything must be complete. */
    private static void underLoad(RedisConnection redis, Runnable ending) throws Exception {
        List<CompletableFuture<?>> all = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch busy = new CountDownLatch(4);
        Thread ender = new Thread(() -> {
            try {
                busy.await();
                ending.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        ender.start();
        inFourThreads(thread -> {
            for (int i = 0; i < 500; i++) {
                if (i == 20) {
                    busy.countDown();
                }
                all.add(redis.execute("PING"));
            }
        });
        ender.join();
        assertThat(all).hasSize(2_000);
        for (CompletableFuture<?> future : all) {
            future.handle((value, failure) -> value).get(30, TimeUnit.SECONDS);
        }
        redis.waitClosed().get(30, TimeUnit.SECONDS);
    }

    private static void inFourThreads(IntConsumer task) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int number = t;
            Thread thread = new Thread(() -> task.accept(number));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static RedisConnection connect(String url, ConnectionOptions options) {
        return RedisConnection.connect(url, options).join();
    }
}
