package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.ReplyException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code execute} takes as a command and its arguments, and what it makes of the reply. */
class RawCommandsTest {
    private static final RedisServer REDIS = RedisServers.shared();

    // ------------------------------------------------------------------------------------------------ arguments

    @Test
    void whatIsNoArgumentThrowsAtTheCallAndNothingIsSent() {
        Object[] wrong = {
            true,
            'c',
            DayOfWeek.MONDAY,
            new StringBuilder("text"),
            new BigDecimal("1"),
            BigInteger.ONE,
            List.of("a"),
            Optional.of("a"),
            new char[] {'a'},
            new Object()
        };
        try (ScriptedServer server = ScriptedServer.echoing();
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            for (Object argument : wrong) {
                assertThatThrownBy(() -> redis.execute("set", "k", argument))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("SET: argument 2: a "
                                + argument.getClass().getName() + " (expected: String, byte[], ByteBuffer, ");
            }
            assertThatThrownBy(() -> redis.execute("SET", "k", null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> redis.execute((String) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> redis.execute(" \t")).isInstanceOf(IllegalArgumentException.class);
            assertThat(text(redis, "A").join()).isEqualTo("A"); // the first command that came
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aCommandIsNamedInAnyCaseAndWithSpacesAroundIt(int protocol) {
        try (RedisConnection redis = connect(protocol, "")) {
            assertThat(redis.execute("  pInG ").join()).isEqualTo("PONG");
            assertThat(redis.execute("client\tgetname").join()).isNull();
            assertThat(redis.execute(" sElEcT ", 1).join()).isEqualTo("OK");
            assertThat(redis.db()).isEqualTo(1);
        }
    }

    // ------------------------------------------------------------------------------------------------ replies

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void anEncodingReachesIntoArraysAndLeavesNumbersAndNilAlone(int protocol) {
        String nested = "return {'é', 7, {false, {'x'}}, redis.status_reply('FINE')}";
        try (RedisConnection redis = connect(protocol, "&encoding=utf-8")) {
            assertThat(redis.execute("EVAL", nested, 0).join())
                    .isEqualTo(List.of("é", 7L, Arrays.asList(null, List.of("x")), "FINE"));
            List<?> bytes = (List<?>)
                    redis.withEncoding(null).execute("EVAL", nested, 0).join();
            assertThat((byte[]) bytes.get(0)).asString(UTF_8).isEqualTo("é");
            assertThat(bytes.get(3)).isEqualTo("FINE");
            assertThat(redis.encoding()).isEqualTo(UTF_8);
            assertThat(redis.withEncoding(null).encoding()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void anErrorInsideAnArrayIsAnElementOfIt(int protocol) {
        try (RedisConnection redis = connect(protocol, "")) {
            List<?> reply = (List<?>) redis.execute("EVAL", "return {1, redis.error_reply('MYCODE inner'), 2}", 0)
                    .join();
            assertThat(reply.get(0)).isEqualTo(1L);
            assertThat(reply.get(1))
                    .isInstanceOfSatisfying(
                            ReplyException.class, e -> assertThat(e.code()).isEqualTo("MYCODE"));
            assertThat(reply.get(2)).isEqualTo(2L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void anEncodingThatIsNoSupersetOfAsciiTouchesValuesOnly(int protocol) {
        byte[] value = "漢字".getBytes(UTF_16);
        try (RedisConnection redis = connect(protocol, "&encoding=utf-16")) {
            assertThat(redis.execute("SET", "raw:utf16", value).join()).isEqualTo("OK");
            assertThat(redis.execute("GET", "raw:utf16").join()).isEqualTo("漢字");
            redis.select(1).join();
            assertThat(redis.db()).isEqualTo(1);
            assertThat(redis.execute("MULTI").join()).isEqualTo("OK");
            CompletableFuture<?> echo = redis.execute("ECHO", value);
            assertThat(redis.execute("EXEC").join()).isEqualTo(List.of("漢字"));
            assertThat(echo).isCompleted();
            assertThat(echo.join()).isEqualTo("漢字");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void bytesThatTheEncodingDoesNotKnowAreReplacedAndNothingFails(int protocol) {
        byte[] malformed = {'a', (byte) 0xff, 'b'};
        try (RedisConnection redis = connect(protocol, "&encoding=utf-8")) {
            CompletableFuture<?> echo = redis.execute("ECHO", malformed);
            CompletableFuture<?> behind = redis.execute("ECHO", "behind");
            assertThat(echo.join()).isEqualTo("a\ufffdb");
            assertThat(behind.join()).isEqualTo("behind");
            assertThat(redis.withEncoding(null).execute("ECHO", malformed).join())
                    .isEqualTo(malformed);
        }
    }

    // ------------------------------------------------------------------------------------------------ the wire

    @Test
    void whatOneCompletionIssuesReachesTheServerTogether() {
        try (RedisServer server = RedisServers.start();
                RedisConnection redis = RedisConnection.connect(server.url()).join();
                RedisConnection other = RedisConnection.connect(server.url()).join()) {
            long readsBefore = reads(redis);
            List<CompletableFuture<?>> issued = new ArrayList<>();
            CompletableFuture<?> all = redis.execute("BLPOP", "raw:go", 0).thenCompose(go -> {
                for (int i = 0; i < 100; i++) {
                    issued.add(redis.execute("PING"));
                }
                return CompletableFuture.allOf(issued.toArray(new CompletableFuture<?>[0]));
            });
            other.execute("RPUSH", "raw:go", "go").join(); // the completion runs on the event loop
            all.join();
            assertThat(issued).hasSize(100);
            assertThat(readsBefore).isPositive();
            assertThat(reads(redis) - readsBefore).isLessThan(10); // BLPOP, RPUSH, the hundred, INFO
        }
    }

    @Test
    void aCancelledBlockingCommandKeepsItsPlaceUntilTheServerAnswers() {
        try (RedisConnection redis = connect(3, "");
                RedisConnection other = connect(3, "")) {
            redis.execute("DEL", "raw:block").join();
            Object id = redis.execute("CLIENT", "ID").join();
            CompletableFuture<?> blocked = redis.execute("BLPOP", "raw:block", 0);
            CompletableFuture<String> behind = text(redis, "ECHO", "behind");
            awaitBlocked(other, id);
            blocked.cancel(false);
            assertThat(behind).isNotDone();
            other.execute("RPUSH", "raw:block", "x").join();
            assertThat(behind.join()).isEqualTo("behind");
            assertThat(blocked).isCancelled();
        }
    }

    @Test
    void aLostConnectionIsNotMadeAgain() {
        ScriptedServer.Handler dying = peer -> {
            peer.next();
            peer.close();
        };
        try (ScriptedServer server = ScriptedServer.start(dying);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            failure(redis.execute("A"));
            redis.waitClosed().join();
            assertThat(redis.isClosed()).isTrue();
            assertThat(failure(redis.execute("B"))).hasMessageStartingWith("B: not sent");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    // ------------------------------------------------------------------------------------------------ helpers

    private static void awaitBlocked(RedisConnection other, Object id) {
        org.awaitility.Awaitility.await().until(() -> {
            String clients = text(other, "CLIENT LIST").join();
            return clients.lines()
                    .filter(line -> line.startsWith("id=" + id + " "))
                    .anyMatch(line -> line.matches(".* flags=[^ ]*b[^ ]* .*"));
        });
    }

    /** How often the server has read from its clients. */
    private static long reads(RedisConnection redis) {
        return text(redis, "INFO", "stats")
                .join()
                .lines()
                .filter(line -> line.startsWith("total_reads_processed:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
    }

    private static RedisConnection connect(int protocol, String more) {
        return RedisConnection.connect(REDIS.url() + "?protocol=" + protocol + more)
                .join();
    }

    private static CompletableFuture<String> text(RedisConnection redis, String command, Object... arguments) {
        return redis.execute(Call.of(ReplyDecoders.STRING, CodecSource.NONE, command, arguments));
    }
}
