package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.AuthException;
import io.aioredis.exception.ConnectFailedException;
import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.exception.ConnectionForcedCloseException;
import io.aioredis.exception.DecodeException;
import io.aioredis.exception.MaxClientsException;
import io.aioredis.exception.PendingLimitException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.ReplyException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisConnectionTest {
    private static final RedisServer REDIS = RedisServers.shared();

    // ------------------------------------------------------------------------------------------------ a real server

    @Test
    void rawCommandsGiveTheirRepliesAsWhatTheyAre() {
        try (RedisConnection redis = connect(REDIS.url())) {
            assertThat(redis.execute("SET", "raw:a", "1").join()).isEqualTo("OK");
            assertThat(redis.execute("incr", "raw:a").join()).isEqualTo(2L);
            assertThat((byte[]) redis.execute("GET", "raw:a").join())
                    .asString(UTF_8)
                    .isEqualTo("2");
            assertThat(redis.execute("GET", "raw:none").join()).isNull();
            redis.execute("DEL", "raw:list").join();
            redis.execute("RPUSH", "raw:list", "x", 2, 0.5).join();
            assertThat((List<?>) redis.execute("LRANGE", "raw:list", 0, -1).join())
                    .extracting(element -> new String((byte[]) element, UTF_8))
                    .containsExactly("x", "2", "0.5");
            assertThat(redis.execute("config get", "maxclients").join()).isInstanceOf(List.class);
        }
    }

    @Test
    void errorRepliesFailTheirOwnCommandOnly() {
        try (RedisConnection redis = connect(REDIS.url())) {
            redis.execute("DEL", "err:list").join();
            redis.execute("RPUSH", "err:list", "x").join();
            CompletableFuture<?> wrong = redis.execute("INCR", "err:list");
            CompletableFuture<?> right = redis.execute("LLEN", "err:list");
            assertThat(failure(wrong))
                    .isInstanceOfSatisfying(
                            ReplyException.class, e -> assertThat(e.code()).isEqualTo("WRONGTYPE"));
            assertThat(right.join()).isEqualTo(1L);
        }
    }

    @Test
    void valuesLargerThanEveryBufferGoThereAndBack() {
        byte[] large = new byte[20 << 20];
        new Random(1).nextBytes(large);
        String text = "é".repeat(3 << 20);
        try (RedisConnection redis = connect(REDIS.url())) {
            CompletableFuture<?> set = redis.execute("SET", "large:a", large);
            CompletableFuture<?> setText = redis.execute("SET", "large:b", text);
            CompletableFuture<?> get = redis.execute("GET", "large:a");
            CompletableFuture<?> getText = redis.execute("GET", "large:b");
            CompletableFuture<?> after = redis.execute("ECHO", "after");
            assertThat(set.join()).isEqualTo("OK");
            assertThat(setText.join()).isEqualTo("OK");
            assertThat((byte[]) get.join()).isEqualTo(large);
            assertThat(new String((byte[]) getText.join(), UTF_8)).isEqualTo(text);
            assertThat((byte[]) after.join()).asString(UTF_8).isEqualTo("after");
            redis.execute("DEL", "large:a", "large:b").join();
        }
    }

    @Test
    void commandsOfOneThreadAreExecutedInOrder() {
        try (RedisConnection redis = connect(REDIS.url())) {
            redis.execute("DEL", "order").join();
            List<CompletableFuture<?>> pushes = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                pushes.add(redis.execute("RPUSH", "order", i));
            }
            for (int i = 0; i < 5_000; i++) {
                assertThat(pushes.get(i).join()).isEqualTo(i + 1L);
            }
        }
    }

    @Test
    void commandsThatCompletionsIssueFollowEachOther() throws Exception {
        try (RedisConnection redis = connect(REDIS.url())) {
            redis.execute("DEL", "chain").join();
            CompletableFuture<Object> done = new CompletableFuture<>();
            for (int i = 0; i < 64; i++) {
                next(redis, done);
            }
            assertThat((Long) done.get(60, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(20_000);
        }
    }

    private static void next(RedisConnection redis, CompletableFuture<Object> done) {
        redis.execute("INCR", "chain").whenComplete((count, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
            } else if (count instanceof Long reached && reached >= 20_000) {
                done.complete(reached);
            } else {
                next(redis, done);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void rawRepliesHaveOneShapeInBothProtocols(int protocol) {
        try (RedisConnection redis = RedisConnection.connect(REDIS.url() + "?encoding=utf-8&protocol=" + protocol)
                .join()) {
            redis.execute("DEL", "raw:h", "raw:z", "raw:s").join();
            redis.execute("HSET", "raw:h", "f", "v").join();
            redis.execute("ZADD", "raw:z", 1.5, "m").join();
            redis.execute("SADD", "raw:s", "m").join();
            assertThat(redis.execute("HGETALL", "raw:h").join()).isEqualTo(List.of("f", "v"));
            assertThat(redis.execute("SMEMBERS", "raw:s").join()).isEqualTo(List.of("m"));
            assertThat(redis.execute("ZSCORE", "raw:z", "m").join()).isEqualTo("1.5");
            assertThat((String) redis.execute("INFO", "server").join()).startsWith("# Server");
            assertThat(redis.execute("GET", "raw:none").join()).isNull();
            assertThat(redis.execute("EVAL", "redis.setresp(3); return redis.call('HGETALL', 'raw:h')", 0)
                            .join())
                    .isEqualTo(List.of("f", "v"));
            assertThat(redis.execute("EVAL", "redis.setresp(3); return true", 0).join())
                    .isEqualTo(1L);
        }
    }

    @Test
    void helloMaySwitchTheProtocolWhileCommandsAreUnderWay() {
        try (RedisConnection redis = connect(REDIS.url())) {
            CompletableFuture<?> before = redis.execute("PING");
            CompletableFuture<?> hello = redis.execute("HELLO", 3);
            CompletableFuture<?> after = redis.execute("HGETALL", "raw:none");
            assertThat(before.join()).isEqualTo("PONG");
            assertThat(hello.join()).isInstanceOf(List.class);
            assertThat(after.join()).isEqualTo(List.of());
        }
    }

    @Test
    void aTransactionOfRawCommandsGivesItsRepliesTogether() {
        try (RedisConnection redis = connect(REDIS.url())) {
            redis.execute("DEL", "tx").join();
            assertThat(redis.execute("MULTI").join()).isEqualTo("OK");
            CompletableFuture<?> incr = redis.execute("INCR", "tx");
            CompletableFuture<?> push = redis.execute("LPUSH", "tx", "x");
            List<?> replies = (List<?>) redis.execute("EXEC").join();
            assertThat(replies.get(0)).isEqualTo(1L);
            assertThat(replies.get(1))
                    .isInstanceOfSatisfying(
                            ReplyException.class, e -> assertThat(e.code()).isEqualTo("WRONGTYPE"));
            assertThat(incr.join()).isEqualTo(1L);
            assertThat(failure(push)).isSameAs(replies.get(1));
        }
    }

    @Test
    void credentialsAndDatabaseOfTheUrlAreInForce() {
        try (RedisServer secured = RedisServers.start("--requirepass", "p@ss:word");
                RedisConnection redis = connect(secured.url().replace("redis://", "redis://:p%40ss%3Aword@") + "/3")) {
            redis.execute("SET", "k", "v").join();
            assertThat(call(redis, "CLIENT INFO").join()).contains(" db=3 ");
        }
    }

    @Test
    void refusedCredentialsFailTheConnectAndLeaveNoSocket() {
        try (RedisServer secured = RedisServers.start("--requirepass", "right");
                RedisConnection redis = connect(secured.url().replace("redis://", "redis://:right@"))) {
            assertThat(failure(RedisConnection.connect(secured.url().replace("redis://", "redis://:wrong@"))))
                    .isInstanceOf(AuthException.class)
                    .hasMessageStartingWith("WRONGPASS")
                    .hasMessageNotContaining("wrong@");
            assertThat(failure(RedisConnection.connect(secured.url().replace("redis://", "redis://:right@") + "/99")))
                    .isInstanceOf(ReplyException.class)
                    .hasMessage("ERR DB index is out of range");
            await().untilAsserted(
                            () -> assertThat(call(redis, "CLIENT LIST").join()).containsOnlyOnce(" addr="));
        }
    }

    // ------------------------------------------------------------------------------------------------ connecting

    @Test
    void aRefusedConnectSaysWhereTo() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(failure(RedisConnection.connect("redis://127.0.0.1:" + port)))
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageStartingWith("connect to 127.0.0.1:" + port + " failed: ")
                .hasMessageContaining("refused")
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void everyRefusedConnectCompletesThoughItsEventLoopEndsWithIt() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        for (int i = 0; i < 200; i++) {
            assertThat(failure(RedisConnection.connect("redis://127.0.0.1:" + port)))
                    .isInstanceOf(ConnectFailedException.class);
        }
    }

    @Test
    void aServerWithoutAPlaceForUsFailsTheConnect() {
        ScriptedServer.Handler full = peer -> {
            peer.send("-ERR max number of clients reached\r\n");
            peer.close();
        };
        try (ScriptedServer server = ScriptedServer.start(full)) {
            String url = server.url().replace("redis://", "redis://:secret@");
            assertThat(failure(RedisConnection.connect(url))).isInstanceOf(MaxClientsException.class);
        }
    }

    @Test
    void aServerWithoutAPlaceForUsSaysSoToEveryLaterCommand() {
        ScriptedServer.Handler full = peer -> peer.send("-ERR max number of clients reached\r\n");
        try (ScriptedServer server = ScriptedServer.start(full);
                RedisConnection redis = connect(server.url())) {
            redis.waitClosed().join();
            assertThat(failure(redis.execute("PING")))
                    .isInstanceOf(MaxClientsException.class)
                    .hasMessage("ERR max number of clients reached");
        }
    }

    @Test
    void aCancelledConnectLeavesNoSocketAtWhateverStep() throws Exception {
        CountDownLatch authSeen = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        ScriptedServer.Handler silent = peer -> {
            assertThat(peer.next()).containsExactly("AUTH", "secret");
            authSeen.countDown();
            assertThat(peer.next()).isNull();
            closed.countDown();
        };
        try (ScriptedServer server = ScriptedServer.start(silent)) {
            CompletableFuture<RedisConnection> connecting =
                    RedisConnection.connect(server.url().replace("redis://", "redis://:secret@"), Plain.OPTIONS);
            authSeen.await();
            connecting.cancel(false);
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    // ------------------------------------------------------------------------------------------------ faults

    @Test
    void repliesThatComeByteByByteAreReadAllTheSame() {
        ScriptedServer.Handler slow = peer -> {
            for (List<String> command = peer.next(); command != null; command = peer.next()) {
                String name = String.join(" ", command);
                peer.sendByteByByte(("*2\r\n$" + name.length() + "\r\n" + name + "\r\n:7\r\n").getBytes(UTF_8));
            }
        };
        try (ScriptedServer server = ScriptedServer.start(slow);
                RedisConnection redis = connect(server.url())) {
            List<CompletableFuture<List<String>>> replies = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                replies.add(redis.execute(Call.of(
                        ReplyDecoders.list((reader, codecs) -> String.valueOf(raw(reader))),
                        CodecSource.NONE,
                        "N",
                        i)));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(replies.get(i).join()).containsExactly("N " + i, "7");
            }
        }
    }

    private static Object raw(io.aioredis.protocol.ReplyReader reader) {
        return switch (reader.peek()) {
            case INTEGER -> reader.readLong();
            default -> reader.readString();
        };
    }

    @Test
    void theReplyOfACancelledCommandGoesToNobodyElse() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        ScriptedServer.Handler late = peer -> {
            List<String> names =
                    List.of(peer.next().get(1), peer.next().get(1), peer.next().get(1));
            seen.countDown();
            cancelled.await();
            for (String name : names) {
                peer.send("+" + name + "\r\n");
            }
            peer.next();
        };
        try (ScriptedServer server = ScriptedServer.start(late);
                RedisConnection redis = connect(server.url())) {
            CompletableFuture<?> a = redis.execute("ECHO", "a");
            CompletableFuture<?> b = redis.execute("ECHO", "b");
            CompletableFuture<?> c = redis.execute("ECHO", "c");
            seen.await();
            b.cancel(false);
            cancelled.countDown();
            assertThat(a.join()).isEqualTo("a");
            assertThat(c.join()).isEqualTo("c");
            assertThat(b).isCancelled();
        }
    }

    @Test
    void whatIsCancelledBeforeItIsWrittenIsNeverSentButAGroupStaysWhole() {
        List<List<String>> received = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(recording(received));
                RedisConnection redis = connect(server.url())) {
            CompletableFuture<String> sent = new CompletableFuture<>();
            // on the event loop nothing is written before the task ends
            call(redis, "FIRST").thenAccept(first -> {
                call(redis, "DROPPED").cancel(false);
                Call<String> one = Call.of(ReplyDecoders.STRING, CodecSource.NONE, "ONE");
                Call<String> two = Call.of(ReplyDecoders.STRING, CodecSource.NONE, "TWO");
                redis.executeAll(List.of(one, two));
                one.cancel(false);
                Call<String> gone = Call.of(ReplyDecoders.STRING, CodecSource.NONE, "GONE");
                Call<String> too = Call.of(ReplyDecoders.STRING, CodecSource.NONE, "TOO");
                redis.executeAll(List.of(gone, too));
                gone.cancel(false);
                too.cancel(false);
                two.thenCompose(second -> call(redis, "LAST")).thenAccept(sent::complete);
            });
            assertThat(sent.join()).isEqualTo("LAST");
            assertThat(received).extracting(words -> words.get(0)).containsExactly("FIRST", "ONE", "TWO", "LAST");
        }
    }

    @Test
    void groupsOfManyThreadsReachTheServerUnbroken() throws Exception {
        List<List<String>> received = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(recording(received));
                RedisConnection redis = connect(server.url())) {
            List<Thread> threads = new ArrayList<>();
            List<CompletableFuture<?>> all = java.util.Collections.synchronizedList(new ArrayList<>());
            for (int t = 0; t < 4; t++) {
                int thread = t;
                threads.add(new Thread(() -> {
                    for (int g = 0; g < 200; g++) {
                        List<Call<String>> group = new ArrayList<>();
                        for (int i = 0; i < 5; i++) {
                            group.add(Call.of(ReplyDecoders.STRING, CodecSource.NONE, "G", thread + "-" + g, i));
                        }
                        redis.executeAll(group);
                        all.addAll(group);
                        all.add(call(redis, "SINGLE"));
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get(60, TimeUnit.SECONDS);
            for (int i = 0; i < received.size(); i++) {
                List<String> words = received.get(i);
                if (words.get(0).equals("G") && !words.get(2).equals("0")) {
                    assertThat(received.get(i - 1).get(1)).isEqualTo(words.get(1));
                }
            }
        }
    }

    @Test
    void aDecoderThatThrowsFailsItsOwnCommandOnly() {
        try (ScriptedServer server = ScriptedServer.echoing();
                RedisConnection redis = connect(server.url())) {
            CompletableFuture<Object> broken = redis.execute(Call.of(
                    (reader, codecs) -> {
                        throw new IllegalStateException("boom");
                    },
                    CodecSource.NONE,
                    "A"));
            CompletableFuture<String> next = call(redis, "B");
            assertThat(failure(broken)).isInstanceOf(DecodeException.class);
            assertThat(next.join()).isEqualTo("B");
            assertThat(redis.isClosed()).isFalse();
        }
    }

    @Test
    void anErrorInADecoderClosesTheConnection() {
        try (ScriptedServer server = ScriptedServer.echoing();
                RedisConnection redis = connect(server.url())) {
            CompletableFuture<Object> broken = redis.execute(Call.of(
                    (reader, codecs) -> {
                        throw new OutOfMemoryError("made up");
                    },
                    CodecSource.NONE,
                    "A"));
            assertThat(failure(broken))
                    .isInstanceOf(ConnectionClosedException.class)
                    .hasMessageContaining("A: sent, but not answered")
                    .hasMessageContaining("made up");
            redis.waitClosed().join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {":12a\r\n", ":\r\n", ",12a\r\n", "#x\r\n", "_x\r\n", "(1x\r\n", "*2\r\n:1\r\n:1x\r\n"})
    void aMalformedReplyToACancelledCommandClosesToo(String malformed) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.expect("A");
                    peer.expect("B");
                    seen.countDown();
                    cancelled.await();
                    peer.send(malformed + "+b\r\n");
                });
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            CompletableFuture<?> first = redis.execute("A");
            CompletableFuture<?> behind = redis.execute("B");
            seen.await();
            first.cancel(false);
            cancelled.countDown();
            assertThat(failure(behind)).hasRootCauseInstanceOf(ProtocolException.class);
            redis.waitClosed().join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?garbage\r\n", "$5\r\nabc\r\n12", "*2\r\n:1\r\n$x\r\n"})
    void garbageFailsWhatIsInFlightAndCloses(String garbage) {
        ScriptedServer.Handler broken = peer -> {
            peer.next();
            peer.next();
            peer.send(garbage);
            peer.next();
        };
        try (ScriptedServer server = ScriptedServer.start(broken);
                RedisConnection redis = connect(server.url())) {
            CompletableFuture<?> a = redis.execute("A");
            CompletableFuture<?> b = redis.execute("B");
            assertThat(failure(a)).isInstanceOf(ProtocolException.class).hasMessageContaining("sent, but not answered");
            assertThat(failure(b)).isInstanceOf(ProtocolException.class);
            redis.waitClosed().join();
            assertThat(redis.isClosed()).isTrue();
        }
    }

    @Test
    void aReplyThatNothingAskedForCloses() {
        ScriptedServer.Handler chatty = peer -> {
            peer.next();
            peer.send("+A\r\n+B\r\n");
            peer.next();
        };
        try (ScriptedServer server = ScriptedServer.start(chatty);
                RedisConnection redis = connect(server.url())) {
            assertThat(redis.execute("A").join()).isEqualTo("A");
            redis.waitClosed().join();
            assertThat(failure(redis.execute("C")))
                    .isInstanceOf(ConnectionClosedException.class)
                    .hasMessage("C: not sent, the connection to 127.0.0.1:" + server.port()
                            + " is closed: a reply came that nothing asked for: status");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aServerThatDiesInMidReplyFailsEverythingUnanswered(boolean reset) {
        ScriptedServer.Handler dying = peer -> {
            peer.next();
            peer.next();
            peer.send("+A\r\n$100\r\nhalf");
            if (reset) {
                peer.reset();
            } else {
                peer.close();
            }
        };
        try (ScriptedServer server = ScriptedServer.start(dying);
                RedisConnection redis = connect(server.url())) {
            CompletableFuture<?> a = redis.execute("A");
            CompletableFuture<?> b = redis.execute("B");
            if (!reset) {
                assertThat(a.join()).isEqualTo("A");
            }
            assertThat(failure(b))
                    .isInstanceOf(ConnectionClosedException.class)
                    .hasMessageStartingWith("B: sent, but not answered, the connection to 127.0.0.1:" + server.port())
                    .hasCauseInstanceOf(reset ? IOException.class : ConnectionClosedException.class);
            redis.waitClosed().join();
            assertThat(redis.isClosed()).isTrue();
        }
    }

    // ------------------------------------------------------------------------------------------------ the bound

    @Test
    void whatGoesBeyondTheBoundIsRefusedWithTheFiguresAndTheRestIsAnswered() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        ScriptedServer.Handler waiting = peer -> {
            refused.await();
            for (List<String> command = peer.next(); command != null; command = peer.next()) {
                peer.send("+" + command.get(0) + "\r\n");
            }
        };
        try (ScriptedServer server = ScriptedServer.start(waiting);
                RedisConnection redis = RedisConnection.connect(
                                server.url(),
                                Plain.OPTIONS.toBuilder().maxPendingBytes(3_000).build())
                        .join()) {
            CompletableFuture<String> a = call(redis, "A", "x".repeat(700)); // 719 and 256 bytes each
            CompletableFuture<String> b = call(redis, "B", "x".repeat(700));
            CompletableFuture<String> c = call(redis, "C", "x".repeat(700));
            CompletableFuture<String> d = call(redis, "D", "x".repeat(700));
            assertThat(failure(d))
                    .isInstanceOf(PendingLimitException.class)
                    .hasMessage(
                            "D: too much is unanswered (requested=975 bytes, pending=2925 bytes, limit=3000 bytes)");
            refused.countDown();
            assertThat(List.of(a.join(), b.join(), c.join())).containsExactly("A", "B", "C");
            CompletableFuture<String> alone = call(redis, "E", "x".repeat(10_000));
            assertThat(alone.join()).isEqualTo("E");
            assertThat(call(redis, "F").join()).isEqualTo("F");
        }
    }

    // ------------------------------------------------------------------------------------------------ closing

    @Test
    void closeFailsWhatIsUnansweredAndRefusesWhatComesLater() {
        ScriptedServer.Handler silent = peer -> {
            while (peer.next() != null) {}
        };
        try (ScriptedServer server = ScriptedServer.start(silent)) {
            RedisConnection redis = connect(server.url());
            CompletableFuture<?> pending = redis.execute("A");
            redis.close();
            assertThat(redis.isClosed()).isTrue();
            assertThat(failure(pending))
                    .isInstanceOf(ConnectionForcedCloseException.class)
                    .hasMessageContaining("closed by close()");
            CompletableFuture<?> late = redis.execute("B");
            assertThat(failure(late))
                    .isInstanceOf(ConnectionClosedException.class)
                    .hasMessageStartingWith("B: not sent");
            redis.waitClosed().join();
            redis.close();
            assertThat(redis).hasToString("RedisConnection[127.0.0.1:" + server.port() + ", db=0, closed]");
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void aRetryChainOnAClosedConnectionDoesNotOverflowTheStack() {
        try (ScriptedServer server = ScriptedServer.echoing()) {
            RedisConnection redis = connect(server.url());
            redis.close();
            redis.waitClosed().join();
            CompletableFuture<Integer> retries = new CompletableFuture<>();
            retry(redis, 0, retries);
            assertThat(retries.join()).isEqualTo(100_000);
        }
    }

    @Test
    void commandsOnAConnectionWhoseEventLoopIsEndingComplete() {
        try (ScriptedServer server = ScriptedServer.echoing()) {
            for (int i = 0; i < 300; i++) {
                RedisConnection redis = connect(server.url());
                redis.close();
                redis.waitClosed().join();
                CompletableFuture<Integer> retries = new CompletableFuture<>();
                retry(redis, 100_000 - 50, retries);
                assertThat(retries.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(100_000);
            }
        }
    }

    private static void retry(RedisConnection redis, int count, CompletableFuture<Integer> retries) {
        if (count == 100_000) {
            retries.complete(count);
        } else {
            redis.execute("A").whenComplete((value, failure) -> retry(redis, count + 1, retries));
        }
    }

    @Test
    void everyFutureCompletesWhenTheConnectionIsClosedUnderLoad() throws Exception {
        for (int round = 0; round < 60; round++) {
            RedisConnection redis = connect(REDIS.url());
            List<CompletableFuture<?>> all = java.util.Collections.synchronizedList(new ArrayList<>());
            CountDownLatch busy = new CountDownLatch(4);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                Thread thread = new Thread(() -> {
                    try {
                        for (int i = 0; i < 500; i++) {
                            if (i == 20) {
                                busy.countDown();
                            }
                            all.add(redis.execute("PING"));
                        }
                    } catch (Throwable e) {
                        thrown.set(e);
                    }
                });
                thread.start();
                threads.add(thread);
            }
            busy.await();
            if (round % 2 == 0) {
                redis.close();
            } else {
                redis.execute("QUIT");
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(thrown.get()).isNull();
            for (CompletableFuture<?> future : all) {
                future.handle((value, failure) -> value).get(30, TimeUnit.SECONDS);
            }
            redis.waitClosed().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aCompletionMayCloseTheConnection() {
        try (ScriptedServer server = ScriptedServer.echoing();
                RedisConnection redis = connect(server.url())) {
            CompletableFuture<Void> closing = call(redis, "A").thenRun(redis::close);
            CompletableFuture<?> behind = redis.execute("B");
            closing.join();
            redis.waitClosed().join();
            assertThat(behind).isDone();
        }
    }

    // ------------------------------------------------------------------------------------------------ wrong use

    @Test
    void commandsWithoutExactlyOneReplyAreRefusedAndNothingIsSent() {
        List<List<String>> received = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(recording(received));
                RedisConnection redis = connect(server.url())) {
            assertThatThrownBy(() -> redis.execute("subscribe", "a", "b"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("SUBSCRIBE: refused, since its replies do not fit among those of other commands"
                            + " (expected: executePubsub)");
            assertThatThrownBy(() -> redis.execute("CLIENT", "REPLY", "OFF")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> redis.execute("client reply off")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> redis.execute("subscribe a b")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> redis.executeAll(
                            List.of(Call.of(CodecSource.NONE, "PING"), Call.of(CodecSource.NONE, "MONITOR"))))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(call(redis, "A").join()).isEqualTo("A");
            assertThat(received).hasSize(1);
        }
    }

    @Test
    void aGroupWithACallThatWasExecutedBeforeSendsNothingAndSpendsNone() {
        List<List<String>> received = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(recording(received));
                RedisConnection redis = connect(server.url())) {
            Call<Object> used = Call.of(CodecSource.NONE, "A");
            Call<Object> fresh = Call.of(CodecSource.NONE, "B");
            redis.execute(used).handle((value, failure) -> value).join();
            assertThatThrownBy(() -> redis.executeAll(List.of(fresh, used)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("A: the call was executed before (expected: a new call)");
            redis.execute(fresh).handle((value, failure) -> value).join();
            redis.executeAll(List.of());
            assertThat(received).extracting(words -> words.get(0)).containsExactly("A", "B");
        }
    }

    // ------------------------------------------------------------------------------------------------ helpers

    /** Answers every command with its words, and keeps them. */
    private static ScriptedServer.Handler recording(List<List<String>> received) {
        return peer -> {
            for (List<String> command = peer.next(); command != null; command = peer.next()) {
                received.add(command);
                peer.send("+" + String.join(" ", command) + "\r\n");
            }
        };
    }

    private static RedisConnection connect(String url) {
        return RedisConnection.connect(url, Plain.OPTIONS).join();
    }

    private static CompletableFuture<String> call(RedisConnection redis, String command, Object... arguments) {
        return redis.execute(Call.of(ReplyDecoders.STRING, CodecSource.NONE, command, arguments));
    }
}
