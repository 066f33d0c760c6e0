package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.AuthException;
import io.aioredis.exception.ConnectionForcedCloseException;
import io.aioredis.exception.DecodeException;
import io.aioredis.exception.MultiExecException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.ReplyException;
import io.aioredis.exception.WatchVariableException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoder;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void selectAndResetKeepTheDatabaseTrue(int protocol) {
        try (RedisConnection redis = connect(protocol)) {
            assertThat(redis.db()).isZero();
            redis.execute("SELECT", 2).join();
            assertThat(redis.db()).isEqualTo(2);
            failure(redis.execute("SELECT", 99));
            assertThat(redis.db()).isEqualTo(2);
            redis.execute("select", "1").join();
            assertThat(redis.db()).isEqualTo(1);
            redis.execute("RESET").join();
            assertThat(redis.db()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void selectIsAMethodThatChecksWhatItCan(int protocol) {
        try (RedisConnection redis = connect(protocol)) {
            assertThat(redis.select(3).join()).isNull();
            assertThat(redis.db()).isEqualTo(3);
            assertThatThrownBy(() -> redis.select(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("db: -1 (expected: >= 0)");
            assertThat(failure(redis.select(1_000_000)))
                    .isInstanceOf(ReplyException.class)
                    .hasMessage("ERR DB index is out of range");
            assertThat(redis.db()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void authAuthenticatesAnOpenConnection(int protocol) {
        try (RedisServer server = RedisServers.start();
                RedisConnection admin = RedisConnection.connect(server.url()).join();
                RedisConnection redis = RedisConnection.connect(server.url() + "?protocol=" + protocol)
                        .join()) {
            assertThat(failure(redis.auth("superfluous"))).isInstanceOf(AuthException.class);
            admin.execute("ACL", "SETUSER", "app", "on", ">secret", "+@all", "~*")
                    .join();
            admin.execute("CONFIG", "SET", "requirepass", "main").join();
            assertThat(redis.auth("app", "secret").join()).isNull();
            assertThat(redis.withEncoding(US_ASCII).execute("ACL", "WHOAMI").join())
                    .isEqualTo("app");
            assertThat(redis.auth("main").join()).isNull();
            assertThat(redis.withEncoding(US_ASCII).execute("ACL", "WHOAMI").join())
                    .isEqualTo("default");
            assertThat(failure(redis.auth("app", "wrong")))
                    .isInstanceOf(AuthException.class)
                    .hasMessageStartingWith("WRONGPASS")
                    .hasMessageNotContaining("wrong");
            assertThat(redis.execute("PING").join()).isEqualTo("PONG");
        }
    }

    @Test
    void aTransactionBeginsAndEndsWithTheReplies() throws Exception {
        CountDownLatch multiSeen = new CountDownLatch(1);
        CountDownLatch multiMay = new CountDownLatch(1);
        CountDownLatch execSeen = new CountDownLatch(1);
        CountDownLatch execMay = new CountDownLatch(1);
        ScriptedServer.Handler slow = peer -> {
            peer.expect("MULTI");
            multiSeen.countDown();
            multiMay.await();
            peer.send("+OK\r\n");
            peer.expect("EXEC");
            execSeen.countDown();
            execMay.await();
            peer.send("*0\r\n");
        };
        try (ScriptedServer server = ScriptedServer.start(slow);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            CompletableFuture<?> multi = redis.execute("MULTI");
            multiSeen.await();
            assertThat(redis.isInTransaction()).isFalse();
            multiMay.countDown();
            multi.join();
            assertThat(redis.isInTransaction()).isTrue();
            CompletableFuture<?> exec = redis.execute("EXEC");
            execSeen.await();
            assertThat(redis.isInTransaction()).isTrue();
            execMay.countDown();
            assertThat(exec.join()).isEqualTo(List.of());
            assertThat(redis.isInTransaction()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void everyQueuedCommandHasTheEncodingThatItWasGiven(int protocol) {
        try (RedisConnection redis = connect(protocol)) {
            redis.execute("MULTI").join();
            CompletableFuture<?> text = redis.withEncoding(UTF_8).execute("ECHO", "é");
            CompletableFuture<?> latin = redis.withEncoding(ISO_8859_1).execute("ECHO", "é");
            CompletableFuture<?> bytes = redis.execute("ECHO", "é");
            List<?> results = (List<?>) redis.execute("EXEC").join();
            assertThat(results.get(0)).isEqualTo("é");
            assertThat(results.get(1)).isEqualTo("\u00c3\u00a9");
            assertThat(results.get(2)).isEqualTo("é".getBytes(UTF_8));
            assertThat(text.join()).isEqualTo("é");
            assertThat(latin.join()).isEqualTo("\u00c3\u00a9");
            assertThat(bytes.join()).isEqualTo("é".getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void anArgumentThatCannotBeEncodedLeavesTheTransactionWhole(int protocol) {
        try (RedisConnection redis = connect(protocol)) {
            redis.execute("DEL", "tx:whole").join();
            redis.execute("MULTI").join();
            CompletableFuture<?> before = redis.execute("RPUSH", "tx:whole", "a");
            assertThatThrownBy(() -> redis.execute("RPUSH", "tx:whole", "b", new Object()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> redis.executeAll(List.of(
                            Call.of(CodecSource.NONE, "RPUSH", "tx:whole", "c"),
                            Call.of(CodecSource.NONE, "RPUSH", "tx:whole", new Object()))))
                    .isInstanceOf(IllegalArgumentException.class);
            CompletableFuture<?> after = redis.execute("RPUSH", "tx:whole", "d");
            assertThat(redis.execute("EXEC").join()).isEqualTo(List.of(1L, 2L));
            assertThat(before.join()).isEqualTo(1L);
            assertThat(after.join()).isEqualTo(2L);
            assertThat(redis.withEncoding(UTF_8)
                            .execute("LRANGE", "tx:whole", 0, -1)
                            .join())
                    .isEqualTo(List.of("a", "d"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void everyQueuedCommandIsAnsweredByItsOwnDecoder(int protocol) {
        try (RedisConnection redis = connect(protocol)) {
            redis.execute("DEL", "tx:n", "tx:z").join();
            redis.execute("MULTI").join();
            assertThat(redis.isInTransaction()).isTrue();
            CompletableFuture<Long> incr = typed(redis, ReplyDecoders.LONG, "INCR", "tx:n");
            CompletableFuture<Double> zincr = typed(redis, ReplyDecoders.DOUBLE, "ZINCRBY", "tx:z", 1.5, "m");
            CompletableFuture<Void> select = typed(redis, ReplyDecoders.OK, "SELECT", 1);
            CompletableFuture<List<String>> members =
                    typed(redis, ReplyDecoders.list(ReplyDecoders.STRING), "ZRANGE", "tx:z", 0, -1);
            assertThat(redis.db()).isZero();
            List<?> results = (List<?>) redis.execute("EXEC").join();
            assertThat(results).hasSize(4);
            assertThat(results.get(0)).isEqualTo(1L);
            assertThat(results.get(1)).isEqualTo(1.5);
            assertThat(incr).isCompletedWithValue(1L);
            assertThat(zincr).isCompletedWithValue(1.5);
            assertThat(select).isCompletedWithValue(null);
            assertThat(members.join()).isEmpty();
            assertThat(redis.db()).isEqualTo(1);
            assertThat(redis.isInTransaction()).isFalse();
            assertThat(redis.execute("PING").join()).isEqualTo("PONG");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void whatOneDecoderMakesOfItsElementIsNoMatterForTheOthers(int protocol) {
        try (RedisConnection redis = connect(protocol)) {
            redis.execute("DEL", "tx:l").join();
            redis.execute("RPUSH", "tx:l", "a", "b", "c").join();
            redis.execute("MULTI").join();
            CompletableFuture<Object> thrown = typed(
                    redis,
                    (reader, codecs) -> {
                        reader.beginArray();
                        reader.readString();
                        throw new IllegalStateException("boom");
                    },
                    "LRANGE",
                    "tx:l",
                    0,
                    -1);
            CompletableFuture<String> lazy = typed(
                    redis,
                    (reader, codecs) -> {
                        reader.beginArray();
                        return reader.readString();
                    },
                    "LRANGE",
                    "tx:l",
                    0,
                    -1);
            CompletableFuture<Object> greedy = typed(
                    redis,
                    (reader, codecs) -> {
                        reader.readLong();
                        return reader.readLong();
                    },
                    "LLEN",
                    "tx:l");
            CompletableFuture<Long> wrongType = typed(redis, ReplyDecoders.LONG, "INCR", "tx:l");
            CompletableFuture<Long> right = typed(redis, ReplyDecoders.LONG, "LLEN", "tx:l");
            redis.execute("EXEC").join();
            assertThat(failure(thrown)).isInstanceOf(DecodeException.class).hasRootCauseMessage("boom");
            assertThat(failure(lazy))
                    .isInstanceOf(DecodeException.class)
                    .hasMessage("LRANGE: the decoder left some of the reply unread (expected: all read)");
            assertThat(failure(greedy)).isInstanceOf(DecodeException.class);
            assertThat(failure(wrongType)).isInstanceOf(ReplyException.class).hasMessageStartingWith("WRONGTYPE");
            assertThat(right).isCompletedWithValue(3L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void anAbortedTransactionFailsItsCommandsAndAnswersNil(int protocol) {
        try (RedisConnection redis = connect(protocol);
                RedisConnection other = connect(protocol)) {
            redis.execute("WATCH", "tx:w").join();
            other.execute("INCR", "tx:w").join();
            redis.execute("MULTI").join();
            CompletableFuture<?> queued = redis.execute("INCR", "tx:w");
            assertThat(redis.execute("EXEC").join()).isNull();
            assertThat(failure(queued))
                    .isInstanceOf(WatchVariableException.class)
                    .hasMessage("INCR: not executed, since a watched key had changed");
            assertThat(redis.isInTransaction()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aCommandThatIsRefusedAtOnceAbortsTheOthers(int protocol) {
        try (RedisConnection redis = connect(protocol)) {
            redis.execute("MULTI").join();
            CompletableFuture<?> queued = redis.execute("PING");
            CompletableFuture<?> refused = redis.execute("NOSUCHCOMMAND");
            CompletableFuture<?> exec = redis.execute("EXEC");
            assertThat(failure(refused))
                    .isInstanceOf(ReplyException.class)
                    .hasMessageStartingWith("ERR unknown command");
            assertThat(failure(exec)).hasMessageStartingWith("EXECABORT");
            assertThat(failure(queued)).isInstanceOf(ReplyException.class).hasMessageStartingWith("EXECABORT");
            assertThat(redis.isInTransaction()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISCARD", "RESET"})
    void aDiscardedTransactionFailsItsCommands(String command) {
        try (RedisConnection redis = connect(2)) {
            redis.execute("MULTI").join();
            CompletableFuture<?> queued = redis.execute("PING");
            redis.execute(command).join();
            assertThat(failure(queued))
                    .isInstanceOf(MultiExecException.class)
                    .hasMessage("PING: not executed, since the transaction was discarded");
            assertThat(redis.isInTransaction()).isFalse();
            assertThat(redis.execute("PING").join()).isEqualTo("PONG");
        }
    }

    @Test
    void aRefusedMultiLeavesEachCommandItsOwnReply() {
        try (RedisConnection redis = connect(2)) {
            CompletableFuture<?> multi = redis.execute("MULTI", "superfluous");
            CompletableFuture<?> ping = redis.execute("PING");
            CompletableFuture<?> exec = redis.execute("EXEC");
            assertThat(failure(multi)).isInstanceOf(ReplyException.class);
            assertThat(ping.join()).isEqualTo("PONG");
            assertThat(failure(exec)).hasMessage("ERR EXEC without MULTI");
            CompletableFuture<?> nested = redis.execute("MULTI").thenCompose(ok -> redis.execute("MULTI"));
            assertThat(failure(nested)).hasCauseInstanceOf(ReplyException.class); // each server has words of its own
            assertThat(redis.isInTransaction()).isTrue();
        }
    }

    @Test
    void closingFailsWhatWaitsForExec() {
        RedisConnection redis = connect(3);
        redis.execute("MULTI").join();
        CompletableFuture<?> queued = redis.execute("PING");
        redis.execute("NOSUCHCOMMAND").handle((value, failure) -> value).join();
        redis.close();
        assertThat(failure(queued)).isInstanceOf(ConnectionForcedCloseException.class);
        redis.waitClosed().join();
    }

    @Test
    void theElementOfACancelledCommandIsSkippedAndNotDecoded() throws Exception {
        AtomicInteger decodings = new AtomicInteger();
        ReplyDecoder<String> counting = (reader, codecs) -> "decoded " + decodings.incrementAndGet();
        CountDownLatch seen = new CountDownLatch(1);
        ScriptedServer.Handler script = peer -> {
            peer.expect("MULTI");
            peer.send("+OK\r\n");
            peer.expect("A");
            peer.expect("B");
            seen.countDown();
            peer.send("+QUEUED\r\n+QUEUED\r\n");
            peer.expect("EXEC");
            peer.send("*2\r\n*2\r\n+a\r\n:1\r\n+b\r\n");
            peer.next();
        };
        try (ScriptedServer server = ScriptedServer.start(script);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            redis.execute("MULTI").join();
            CompletableFuture<String> cancelled = redis.execute(Call.of(counting, CodecSource.NONE, "A"));
            CompletableFuture<Object> queued = redis.execute("B");
            seen.await();
            cancelled.cancel(false);
            Object results = redis.execute("EXEC").join();
            assertThat(results)
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .satisfiesExactly(
                            first -> assertThat(first).isInstanceOf(CancellationException.class),
                            second -> assertThat(second).isEqualTo("b"));
            assertThat(queued.join()).isEqualTo("b");
            assertThat(decodings).hasValue(0);
        }
    }

    @Test
    void anExecOfAnotherLengthIsAProtocolError() {
        ScriptedServer.Handler wrong = peer -> {
            peer.expect("MULTI");
            peer.send("+OK\r\n");
            peer.expect("A");
            peer.send("+QUEUED\r\n");
            peer.expect("EXEC");
            peer.send("*2\r\n+a\r\n+b\r\n");
        };
        try (ScriptedServer server = ScriptedServer.start(wrong);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            redis.execute("MULTI");
            CompletableFuture<?> queued = redis.execute("A");
            CompletableFuture<?> exec = redis.execute("EXEC");
            assertThat(failure(queued)).isInstanceOf(ProtocolException.class);
            assertThat(failure(exec))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("EXEC answered 2 elements (expected: 1, as many as were queued)");
            redis.waitClosed().join();
        }
    }

    @Test
    void transactionsAreReadHoweverTheirRepliesAreCut() {
        ScriptedServer.Handler slow = peer -> {
            for (List<String> command = peer.next(); command != null; command = peer.next()) {
                String reply = switch (command.get(0)) {
                    case "MULTI" -> "+OK\r\n";
                    case "EXEC" -> "*2\r\n$1\r\na\r\n:5\r\n";
                    default -> "+QUEUED\r\n";
                };
                peer.sendByteByByte(reply.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
        };
        try (ScriptedServer server = ScriptedServer.start(slow);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            redis.execute("MULTI");
            CompletableFuture<String> a = typed(redis, ReplyDecoders.STRING, "A");
            CompletableFuture<Long> b = typed(redis, ReplyDecoders.LONG, "B");
            redis.execute("EXEC").join();
            assertThat(a).isCompletedWithValue("a");
            assertThat(b).isCompletedWithValue(5L);
        }
    }

    @Test
    void whatWaitsForExecStaysWithinTheBound() {
        ConnectionOptions tight =
                Plain.OPTIONS.toBuilder().maxPendingBytes(2_000).build();
        try (RedisConnection redis =
                RedisConnection.connect(RedisServers.shared().url(), tight).join()) {
            redis.execute("MULTI").join();
            redis.execute("SET", "tx:a", "x".repeat(1_000));
            redis.execute("UNKNOWN").handle((value, failure) -> value).join();
            assertThat(failure(redis.execute("SET", "tx:b", "x".repeat(1_000))))
                    .isInstanceOf(io.aioredis.exception.PendingLimitException.class);
            failure(redis.execute("EXEC"));
            redis.execute("SET", "tx:b", "x".repeat(1_700)).join();
        }
    }

    private static RedisConnection connect(int protocol) {
        return RedisConnection.connect(RedisServers.shared().url() + "?protocol=" + protocol)
                .join();
    }

    private static <T> CompletableFuture<T> typed(
            RedisConnection redis, ReplyDecoder<T> decoder, String command, Object... arguments) {
        return redis.execute(Call.of(decoder, CodecSource.NONE, command, arguments));
    }
}
