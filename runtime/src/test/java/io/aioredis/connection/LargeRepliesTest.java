package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.codec.Codec;
import io.aioredis.codec.CodecSource;
import io.aioredis.exception.CommandTimeoutException;
import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.exception.ConnectionForcedCloseException;
import io.aioredis.exception.DecodeException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoder;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that are decoded away from the event loop, among others that are not. */
class LargeRepliesTest {
    private static final RedisServer REDIS = RedisServers.shared();
    private static final byte[] LARGE = new byte[5 << 20];

    @BeforeAll
    static void store() {
        new Random(7).nextBytes(LARGE);
        try (RedisConnection redis = connect(3)) {
            redis.execute("SET", "large:value", LARGE).join();
        }
    }

    @AfterAll
    static void delete() {
        try (RedisConnection redis = connect(3)) {
            redis.execute("DEL", "large:value").join();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void eachCallerGetsItsOwnReplyAndInOrder(int protocol) {
        try (RedisConnection redis = connect(protocol)) {
            List<String> order = new ArrayList<>();
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String name = "echo" + i;
                all.add(typed(redis, ReplyDecoders.STRING, "ECHO", name).thenAccept(order::add));
                if (i % 3 == 0) {
                    all.add(typed(redis, ReplyDecoders.BYTES, "GET", "large:value")
                            .thenAccept(value -> {
                                order.add("large");
                                assertThat(value).isEqualTo(LARGE);
                                assertThat(Thread.currentThread().getName())
                                        .startsWith("aioredis-")
                                        .doesNotContain("decoding");
                            }));
                }
            }
            all.forEach(CompletableFuture::join);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                expected.add("echo" + i);
                if (i % 3 == 0) {
                    expected.add("large");
                }
            }
            assertThat(order).isEqualTo(expected);
        }
    }

    @Test
    void manySmallRepliesThatCameWithALargeOneFollowIt() {
        ScriptedServer.Handler all = peer -> {
            for (int i = 0; i < 2_000; i++) {
                peer.next();
            }
            StringBuilder replies = new StringBuilder();
            for (int i = 0; i < 2_000; i++) {
                replies.append(i % 500 == 250 ? "$3000000\r\n" + "x".repeat(3_000_000) + "\r\n" : ":" + i + "\r\n");
            }
            peer.send(replies.toString());
        };
        try (ScriptedServer server = ScriptedServer.start(all);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            List<CompletableFuture<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                calls.add(redis.execute("N", i));
            }
            for (int i = 0; i < 2_000; i++) {
                Object reply = calls.get(i).join();
                if (i % 500 == 250) {
                    assertThat((byte[]) reply).hasSize(3_000_000);
                } else {
                    assertThat(reply).isEqualTo((long) i);
                }
            }
        }
    }

    @Test
    void aSlowDecoderOfALargeReplyHoldsUpNoOtherConnection() {
        CountDownLatch decoding = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        List<RedisConnection> others = new ArrayList<>();
        try (RedisConnection redis = connect(3)) {
            CompletableFuture<String> slow = typed(redis, waiting(decoding, released), "GET", "large:value");
            CompletableFuture<String> behind = typed(redis, ReplyDecoders.STRING, "ECHO", "behind");
            await(decoding);
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) { // some on the same loop
                RedisConnection other = connect(3);
                others.add(other);
                assertThat(typed(other, ReplyDecoders.STRING, "ECHO", "x").join())
                        .isEqualTo("x");
            }
            assertThat(slow).isNotDone();
            assertThat(behind).isNotDone();
            released.countDown();
            assertThat(slow.join()).isEqualTo("decoded");
            assertThat(behind.join()).isEqualTo("behind");
        } finally {
            others.forEach(RedisConnection::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aLargeReplyToExecIsDecodedElsewhereForEachOfItsCallers(int protocol) {
        CountDownLatch decoding = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        List<RedisConnection> others = new ArrayList<>();
        try (RedisConnection redis = connect(protocol)) {
            redis.execute("MULTI");
            CompletableFuture<String> first = typed(redis, ReplyDecoders.STRING, "ECHO", "first");
            CompletableFuture<String> slow = typed(redis, waiting(decoding, released), "GET", "large:value");
            CompletableFuture<Long> wrong = typed(redis, ReplyDecoders.LONG, "GET", "large:value");
            CompletableFuture<Object> selected = redis.execute("SELECT", 3);
            CompletableFuture<byte[]> last = typed(redis, ReplyDecoders.BYTES, "GET", "large:value");
            CompletableFuture<Object> exec = redis.execute("EXEC");
            CompletableFuture<String> thread =
                    slow.thenApply(value -> Thread.currentThread().getName());
            CompletableFuture<String> behind = typed(redis, ReplyDecoders.STRING, "ECHO", "behind");
            await(decoding);
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) { // some on the same loop
                RedisConnection other = connect(protocol);
                others.add(other);
                assertThat(typed(other, ReplyDecoders.STRING, "ECHO", "x").join())
                        .isEqualTo("x");
            }
            assertThat(List.of(first, slow, wrong, selected, last, exec, behind))
                    .noneMatch(CompletableFuture::isDone);
            assertThat(redis.isInTransaction()).isTrue();
            released.countDown();
            assertThat(behind.join()).isEqualTo("behind");
            assertThat(first.join()).isEqualTo("first");
            assertThat(slow.join()).isEqualTo("decoded");
            assertThat(thread.join()).startsWith("aioredis-").doesNotContain("decoding");
            assertThat(failure(wrong)).isInstanceOf(DecodeException.class);
            assertThat(last.join()).isNull(); // it is in another database
            assertThat(exec.join())
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(5)
                    .contains("first", "decoded", "OK", null);
            assertThat(redis.db()).isEqualTo(3);
            assertThat(redis.isInTransaction()).isFalse();
        } finally {
            others.forEach(RedisConnection::close);
        }
    }

    @Test
    void closingWhileALargeReplyToExecIsDecodedFailsAllOfItAtOnce() {
        CountDownLatch decoding = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (RedisConnection redis = connect(3)) {
            redis.execute("MULTI");
            CompletableFuture<String> slow = typed(redis, waiting(decoding, released), "GET", "large:value");
            CompletableFuture<byte[]> next = typed(redis, ReplyDecoders.BYTES, "GET", "large:value");
            CompletableFuture<Object> exec = redis.execute("EXEC");
            CompletableFuture<String> behind = typed(redis, ReplyDecoders.STRING, "ECHO", "behind");
            await(decoding);
            redis.close(Duration.ZERO).join();
            for (CompletableFuture<?> each : List.of(slow, next, exec, behind)) {
                assertThat(failure(each)).isInstanceOf(ConnectionForcedCloseException.class);
            }
            released.countDown();
        }
    }

    @Test
    void aLargeReplyToExecOfAnotherLengthIsAProtocolError() {
        ScriptedServer.Handler wrong = peer -> {
            peer.expect("MULTI");
            peer.expect("GET", "a");
            peer.expect("EXEC");
            String value = "$3000000\r\n" + "x".repeat(3_000_000) + "\r\n";
            peer.send("+OK\r\n+QUEUED\r\n*2\r\n" + value + value);
            peer.next();
        };
        try (ScriptedServer server = ScriptedServer.start(wrong);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            redis.execute("MULTI");
            CompletableFuture<Object> get = redis.execute("GET", "a");
            CompletableFuture<Object> exec = redis.execute("EXEC");
            assertThat(failure(get)).isInstanceOf(ProtocolException.class);
            assertThat(failure(exec))
                    .hasMessageContaining("EXEC answered 2 elements (expected: 1, as many as were queued)");
        }
    }

    @Test
    void closingWhileALargeReplyIsDecodedFailsItAtOnce() {
        CountDownLatch decoding = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (RedisConnection redis = connect(3)) {
            CompletableFuture<String> slow = typed(redis, waiting(decoding, released), "GET", "large:value");
            CompletableFuture<byte[]> next = typed(redis, ReplyDecoders.BYTES, "GET", "large:value");
            await(decoding);
            redis.close(Duration.ZERO).join();
            assertThat(failure(slow)).isInstanceOf(ConnectionForcedCloseException.class);
            assertThat(failure(next)).isInstanceOf(ConnectionForcedCloseException.class);
            released.countDown();
        }
    }

    @Test
    void aLargeReplyThatTimesOutWhileItIsDecodedIsNobodysElse() {
        CountDownLatch decoding = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (RedisConnection redis = connect(3)) {
            CompletableFuture<String> slow =
                    typed(redis.withTimeout(Duration.ofMillis(500)), waiting(decoding, released), "GET", "large:value");
            CompletableFuture<String> behind = typed(redis, ReplyDecoders.STRING, "ECHO", "behind");
            await(decoding);
            assertThat(failure(slow)).isInstanceOf(CommandTimeoutException.class);
            released.countDown();
            assertThat(behind.join()).isEqualTo("behind");
        }
    }

    @Test
    void whatADecoderThrowsElsewhereIsWhatItThrowsOnTheLoop() {
        try (RedisConnection redis = connect(3)) {
            CompletableFuture<Long> wrong = typed(redis, ReplyDecoders.LONG, "GET", "large:value");
            CompletableFuture<String> unread = typed(redis, (reader, codecs) -> "unread", "GET", "large:value");
            assertThat(typed(redis, ReplyDecoders.STRING, "ECHO", "after").join())
                    .isEqualTo("after");
            assertThat(failure(wrong)).isInstanceOf(DecodeException.class);
            assertThat(failure(unread)).isInstanceOf(DecodeException.class);
            CompletableFuture<String> fatal = typed(
                    redis,
                    (reader, codecs) -> {
                        throw new OutOfMemoryError("thrown by the test");
                    },
                    "GET",
                    "large:value");
            CompletableFuture<String> behind = typed(redis, ReplyDecoders.STRING, "ECHO", "behind");
            assertThat(failure(fatal)).isInstanceOf(ConnectionClosedException.class);
            assertThat(failure(behind)).isInstanceOf(ConnectionClosedException.class);
        }
    }

    @Test
    void aMalformedReplyBehindALargeOneClosesTheConnection() {
        ScriptedServer.Handler wrong = peer -> {
            peer.next();
            peer.send("$3000000\r\n" + "x".repeat(3_000_000) + "\r\nnonsense");
            peer.next();
        };
        try (ScriptedServer server = ScriptedServer.start(wrong);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            CompletableFuture<Object> large = redis.execute("A");
            CompletableFuture<Object> behind = redis.execute("B");
            assertThat((byte[]) large.join()).hasSize(3_000_000);
            assertThat(failure(behind)).hasMessageContaining("ended: ");
        }
    }

    private static ReplyDecoder<String> waiting(CountDownLatch decoding, CountDownLatch released) {
        return (reader, codecs) -> {
            int length = reader.readBulk(Codec.bytes()).length;
            decoding.countDown();
            await(released);
            return length == LARGE.length ? "decoded" : "of " + length + " bytes";
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RedisConnection connect(int protocol) {
        return RedisConnection.connect(REDIS.url() + "?protocol=" + protocol).join();
    }

    private static <T> CompletableFuture<T> typed(
            RedisConnection redis, ReplyDecoder<T> decoder, String command, Object... arguments) {
        return redis.execute(Call.of(decoder, CodecSource.NONE, command, arguments));
    }
}
