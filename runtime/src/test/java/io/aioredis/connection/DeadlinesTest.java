package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.CommandTimeoutException;
import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final CountDownLatch released = new CountDownLatch(1);

    /** Reads one command, waits to be released, and answers everything. */
    private final ScriptedServer.Handler late = peer -> {
        List<String> first = peer.next();
        released.await();
        peer.send("+" + String.join(" ", first) + "\r\n");
        peer.echo();
    };

    @Test
    void aCommandThatIsNotAnsweredInTimeFailsAndItsReplyIsNobodys() {
        try (ScriptedServer server = ScriptedServer.start(late);
                RedisConnection redis = connect(server, 50)) {
            CompletableFuture<String> first = call(redis, "A");
            CompletableFuture<String> second = call(redis, "B");
            assertThat(failure(first)).isInstanceOfSatisfying(CommandTimeoutException.class, e -> {
                assertThat(e.isSent()).isTrue();
                assertThat(e.timeout()).isEqualTo(Duration.ofMillis(50));
                assertThat(e.inFlight()).isEqualTo(2);
                assertThat(e.queued()).isZero();
                assertThat(e)
                        .hasMessageMatching(
                                "A: sent, but not answered after 50 ms \\(in flight=2, queued=0, last byte read \\d+ ms ago\\)");
            });
            assertThat(failure(second)).isInstanceOf(CommandTimeoutException.class);
            CompletableFuture<String> third = call(redis.withTimeout(null), "C");
            released.countDown();
            assertThat(third.join()).isEqualTo("C");
            assertThat(redis.isClosed()).isFalse();
        }
    }

    @Test
    void aViewsTimeoutTakesThePlaceOfTheConnections() {
        try (ScriptedServer server = ScriptedServer.start(late);
                RedisConnection redis = connect(server, 60_000)) {
            CompletableFuture<String> patient = call(redis, "A");
            CompletableFuture<String> hasty = call(redis.withTimeout(Duration.ofMillis(20)), "B");
            CompletableFuture<String> soon = call(redis.withTimeout(Duration.ofMillis(40)), "C");
            CompletableFuture<String> executor = call(redis.view().withTimeout(Duration.ofMillis(30)), "D");
            assertThat(failure(hasty)).hasMessageStartingWith("B: sent, but not answered after 20 ms (in flight=");
            assertThat(failure(executor)).isInstanceOf(CommandTimeoutException.class);
            assertThat(failure(soon)).isInstanceOf(CommandTimeoutException.class);
            released.countDown();
            assertThat(patient.join()).isEqualTo("A");
            assertThat(call(redis, "E").join()).isEqualTo("E");
        }
    }

    @Test
    void withoutATimeoutACommandWaitsAsLongAsItTakes() {
        ConnectionOptions forEver =
                Plain.OPTIONS.toBuilder().commandTimeout(null).build();
        assertThat(forEver.deadAfter()).isNull();
        try (ScriptedServer server = ScriptedServer.start(late);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), forEver).join()) {
            CompletableFuture<String> first = call(redis, "A");
            assertThat(failure(call(redis.withTimeout(Duration.ofMillis(30)), "B")))
                    .isInstanceOf(CommandTimeoutException.class);
            released.countDown();
            assertThat(first.join()).isEqualTo("A");
        }
    }

    @Test
    void whatWasNeverSentSaysSo() {
        CountDownLatch stop = new CountDownLatch(1);
        ScriptedServer.Handler deaf = peer -> {
            peer.pauseReading();
            stop.await();
        };
        try (ScriptedServer server = ScriptedServer.start(deaf);
                RedisConnection redis = connect(server, 300)) {
            byte[] large = new byte[32 << 20];
            CompletableFuture<Object> begun = redis.execute("SET", "k", large);
            CompletableFuture<String> behind = call(redis, "GET", "k");
            assertThat(failure(begun)).hasMessageStartingWith("SET: sent, but not answered after 300 ms");
            assertThat(failure(behind)).isInstanceOfSatisfying(CommandTimeoutException.class, e -> {
                assertThat(e.isSent()).isFalse();
                assertThat(e).hasMessageStartingWith("GET: still queued after 300 ms (in flight=1, queued=1,");
            });
            stop.countDown();
        }
    }

    @Test
    void aSilentServerIsGivenUpAlsoIfCommandsHaveNoTimeout() {
        ConnectionOptions options = Plain.OPTIONS.toBuilder()
                .commandTimeout(null)
                .deadAfter(Duration.ofMillis(100))
                .build();
        try (ScriptedServer mute = ScriptedServer.start(peer -> {
                    peer.next();
                    released.await();
                });
                RedisConnection redis =
                        RedisConnection.connect(mute.url(), options).join()) {
            assertThat(failure(call(redis, "A")))
                    .isInstanceOf(ConnectionClosedException.class)
                    .hasMessageContaining("the server is silent");
            released.countDown();
        }
    }

    @Test
    void aCommandThatWaitsForExecExpiresAsOthersDo() {
        ConnectionOptions hasty = ConnectionOptions.builder()
                .commandTimeout(Duration.ofMillis(200))
                .build();
        try (RedisConnection redis =
                RedisConnection.connect(RedisServers.shared().url(), hasty).join()) {
            redis.execute("MULTI").join();
            CompletableFuture<String> queued = call(redis, "ECHO", "a");
            assertThat(failure(queued)).isInstanceOfSatisfying(CommandTimeoutException.class, e -> {
                assertThat(e.isSent()).isTrue();
                assertThat(e).hasMessageStartingWith("ECHO: sent, but not answered after 200 ms");
            });
            CompletableFuture<String> later = call(redis, "ECHO", "b");
            redis.execute("EXEC").join();
            assertThat(later.join()).isEqualTo("b");
        }
    }

    @Test
    void whatHasExpiredIsNotSentHoweverLateItsExecutorSaysSo() {
        List<List<String>> received = new CopyOnWriteArrayList<>();
        Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        ConnectionOptions options = Plain.OPTIONS.toBuilder()
                .commandTimeout(Duration.ofMillis(200))
                .callbackExecutor(tasks::add)
                .build();
        ScriptedServer.Handler deaf = peer -> {
            peer.pauseReading();
            released.await();
            peer.resumeReading();
            for (List<String> command = peer.next(); command != null; command = peer.next()) {
                received.add(command);
                peer.send("+" + command.get(0) + "\r\n");
            }
        };
        try (ScriptedServer server = ScriptedServer.start(deaf)) {
            CompletableFuture<RedisConnection> connecting = RedisConnection.connect(server.url(), options);
            RedisConnection redis = await(connecting, tasks);
            CompletableFuture<Object> begun = redis.execute("SET", "k", new byte[32 << 20]);
            CompletableFuture<String> behind = call(redis, "GET", "k");
            while (tasks.size() < 2) {
                Thread.onSpinWait(); // both have expired, and nobody has been told
            }
            CompletableFuture<String> last = call(redis.withTimeout(null), "LAST");
            released.countDown();
            assertThat(await(last, tasks)).isEqualTo("LAST");
            assertThat(failure(begun)).isInstanceOf(CommandTimeoutException.class);
            assertThat(failure(behind))
                    .isInstanceOfSatisfying(
                            CommandTimeoutException.class,
                            e -> assertThat(e.isSent()).isFalse());
            assertThat(received).extracting(command -> command.get(0)).containsExactly("SET", "LAST");
            redis.close();
            await(redis.waitClosed(), tasks);
        }
    }

    /** Runs tasks until a future is complete. */
    private static <T> T await(CompletableFuture<T> future, Queue<Runnable> tasks) {
        while (!future.isDone()) {
            Runnable task = tasks.poll();
            if (task == null) {
                Thread.onSpinWait();
            } else {
                task.run();
            }
        }
        return future.join();
    }

    @Test
    void manyTimeoutsOfTheirOwnLeaveNothingBehind() {
        try (ScriptedServer server = ScriptedServer.echoing();
                RedisConnection redis = connect(server, 60_000)) {
            List<CompletableFuture<String>> calls = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                calls.add(call(redis.withTimeout(Duration.ofSeconds(30 + i % 7)), "C" + i));
            }
            for (int i = 0; i < 10_000; i++) {
                assertThat(calls.get(i).join()).isEqualTo("C" + i);
            }
        }
    }

    @Test
    void aServerThatSaysNothingAnyMoreIsGivenUp() {
        ConnectionOptions strict = Plain.OPTIONS.toBuilder()
                .commandTimeout(Duration.ofMillis(40))
                .deadAfter(Duration.ofMillis(200))
                .build();
        try (ScriptedServer server = ScriptedServer.start(late);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), strict).join()) {
            CompletableFuture<String> first = call(redis, "A");
            CompletableFuture<String> patient = call(redis.withTimeout(Duration.ofSeconds(60)), "B");
            assertThat(failure(first)).isInstanceOf(CommandTimeoutException.class);
            assertThat(failure(patient))
                    .isInstanceOf(ConnectionClosedException.class)
                    .hasMessageMatching("B: sent, but not answered, the connection to .* ended: the server is silent:"
                            + " 2 command\\(s\\) in flight, and no byte read for \\d+ ms \\(limit: 200 ms\\)");
            redis.waitClosed().join();
            released.countDown();
        }
    }

    @Test
    void aBlockingCommandHasItsTimeOnTopOfWhatTheServerWaits() {
        ConnectionOptions strict = ConnectionOptions.builder()
                .commandTimeout(Duration.ofMillis(200))
                .build();
        try (RedisConnection redis =
                RedisConnection.connect(RedisServers.shared().url(), strict).join()) {
            assertThat(redis.execute("BLPOP", "deadlines:none", 0.6).join()).isNull();
            assertThat(failure(redis.withTimeout(Duration.ofMillis(50)).execute("BLPOP", "deadlines:none", 0.3)))
                    .isInstanceOf(CommandTimeoutException.class)
                    .hasMessageStartingWith("BLPOP: sent, but not answered after 50 ms");
            assertThat(redis.withTimeout(null).execute("PING").join()).isEqualTo("PONG");
        }
    }

    @Test
    void silenceBehindABlockingCommandSaysNothing() {
        ConnectionOptions strict = Plain.OPTIONS.toBuilder()
                .commandTimeout(Duration.ofMillis(50))
                .deadAfter(Duration.ofMillis(50))
                .build();
        try (ScriptedServer server = ScriptedServer.start(late);
                ScriptedServer mute = ScriptedServer.start(peer -> released.await());
                RedisConnection redis =
                        RedisConnection.connect(server.url(), strict).join();
                RedisConnection other =
                        RedisConnection.connect(mute.url(), strict).join()) {
            CompletableFuture<String> blocking = call(redis, "BLPOP", "k", 0);
            assertThat(failure(call(redis, "B"))).isInstanceOf(CommandTimeoutException.class);
            failure(call(other, "C"));
            other.waitClosed().join(); // so that more than the limit has passed
            assertThat(redis.isClosed()).isFalse();
            released.countDown();
            assertThat(blocking.join()).isEqualTo("BLPOP k 0");
        }
    }

    @Test
    void anIdleServerIsNotGivenUp() {
        ConnectionOptions strict = Plain.OPTIONS.toBuilder()
                .commandTimeout(Duration.ofMillis(50))
                .deadAfter(Duration.ofMillis(50))
                .build();
        try (ScriptedServer server = ScriptedServer.echoing();
                ScriptedServer mute = ScriptedServer.start(peer -> released.await());
                RedisConnection redis =
                        RedisConnection.connect(server.url(), strict).join();
                RedisConnection other =
                        RedisConnection.connect(mute.url(), strict).join()) {
            assertThat(call(redis, "A").join()).isEqualTo("A");
            failure(call(other, "B"));
            other.waitClosed().join(); // so that more than the limit has passed
            assertThat(redis.isClosed()).isFalse();
            assertThat(call(redis, "C").join()).isEqualTo("C");
            released.countDown();
        }
    }

    @Test
    void timeoutsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> ConnectionOptions.builder().commandTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("commandTimeout: PT0S (expected: > 0 and at most 12 days)");
        assertThatThrownBy(() -> ConnectionOptions.builder().deadAfter(Duration.ofDays(13)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deadAfter: PT312H (expected: > 0 and at most 12 days)");
        assertThatThrownBy(() -> ConnectionOptions.builder()
                        .deadAfter(Duration.ofSeconds(20))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deadAfter: PT20S (expected: >= the command timeout, PT1M)");
        assertThat(ConnectionOptions.DEFAULT.deadAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(ConnectionOptions.builder()
                        .commandTimeout(Duration.ofSeconds(1))
                        .build()
                        .deadAfter())
                .isEqualTo(Duration.ofSeconds(10));
        try (ScriptedServer server = ScriptedServer.echoing();
                RedisConnection redis = connect(server, 1_000)) {
            assertThatThrownBy(() -> redis.withTimeout(Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("timeout: PT-1S (expected: > 0 and at most 12 days)");
        }
    }

    private static RedisConnection connect(ScriptedServer server, int timeoutMillis) {
        ConnectionOptions options = Plain.OPTIONS.toBuilder()
                .commandTimeout(Duration.ofMillis(timeoutMillis))
                .build();
        return RedisConnection.connect(server.url(), options).join();
    }

    private static CompletableFuture<String> call(CommandExecutor redis, String command, Object... arguments) {
        return redis.execute(Call.of(ReplyDecoders.STRING, CodecSource.NONE, command, arguments));
    }
}
