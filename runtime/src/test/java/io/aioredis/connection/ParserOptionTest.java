package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.protocol.ReplyParser;
import io.aioredis.protocol.ReplyReader;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parser of one's own in place of the library's. */
class ParserOptionTest {
    /** Hands every byte on, of one connection, after it has counted it. */
    private static class Counting implements ReplyParser {
        private final ReplyParser parser = ReplyParser.resp();
        final AtomicInteger bytes = new AtomicInteger();

        @Override
        public void feed(byte[] fed, int offset, int length) {
            bytes.addAndGet(length);
            parser.feed(fed, offset, length);
        }

        @Override
        public ReplyReader next() {
            return parser.next();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void everyConnectionHasAParserOfItsOwnWhichReadsAllThatComes(int protocol) {
        AtomicInteger made = new AtomicInteger();
        Counting counting = new Counting();
        Supplier<ReplyParser> parsers = () -> made.incrementAndGet() == 1 ? counting : new Counting();
        ConnectionOptions options = ConnectionOptions.builder().parser(parsers).build();
        String url = RedisServers.shared().url() + "?protocol=" + protocol;
        try (RedisConnection first = RedisConnection.connect(url, options).join();
                RedisConnection second = RedisConnection.connect(url, options).join()) {
            assertThat(made).hasValue(2);
            int before = counting.bytes.get();
            second.execute("PING").join();
            assertThat(counting.bytes).hasValue(before);
            assertThat(first.execute("PING").join()).isEqualTo("PONG");
            assertThat(counting.bytes).hasValue(before + "+PONG\r\n".length());
        }
    }

    @Test
    void aParserThatThrowsClosesItsConnectionAndFailsWhatIsInFlight() {
        ReplyParser broken = new Counting() {
            @Override
            public ReplyReader next() {
                throw new ProtocolException("not for me", null);
            }
        };
        ConnectionOptions options =
                Plain.OPTIONS.toBuilder().parser(() -> broken).build();
        try (ScriptedServer server = ScriptedServer.echoing();
                RedisConnection redis =
                        RedisConnection.connect(server.url(), options).join()) {
            CompletableFuture<?> a = redis.execute("A");
            assertThat(failure(a)).isInstanceOf(ProtocolException.class).hasMessageContaining("not for me");
            redis.waitClosed().join();
            assertThat(failure(redis.execute("B"))).isInstanceOf(ConnectionClosedException.class);
        }
    }

    @Test
    void withoutAParserThereIsNoSocketEither() {
        try (ScriptedServer server = ScriptedServer.echoing()) {
            ConnectionOptions options = Plain.OPTIONS.toBuilder()
                    .parser(() -> {
                        throw new IllegalStateException("none left");
                    })
                    .build();
            assertThatThrownBy(() -> RedisConnection.connect(server.url(), options))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("none left");
            assertThatThrownBy(() -> ConnectionOptions.builder().parser(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("parser");
            try (RedisConnection redis =
                    RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
                redis.execute("A").join();
                assertThat(server.accepted()).isEqualTo(1); // this one
            }
        }
    }

    @Test
    void theLibrarysParserMayBeUsedByItself() {
        ReplyParser parser = ReplyParser.resp();
        byte[] wire = "x:7\r\n$1\r\na".getBytes(US_ASCII);
        parser.feed(wire, 1, wire.length - 1);
        ReplyReader first = parser.next();
        assertThat(first).isNotNull();
        assertThat(first.readLong()).isEqualTo(7);
        assertThat(parser.next()).isNull();
        parser.feed(new byte[] {'\r', '\n'}, 0, 2);
        ReplyReader second = parser.next();
        assertThat(second).isNotNull();
        assertThat(second.readString()).isEqualTo("a");
        assertThat(parser.next()).isNull();
    }
}
