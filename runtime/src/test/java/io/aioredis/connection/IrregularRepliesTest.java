package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.exception.MaxClientsException;
import io.aioredis.exception.ReplyException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real servers say beside one reply for each command. */
class IrregularRepliesTest {
    private static final RedisServer REDIS = RedisServers.shared();

    // ------------------------------------------------------------------------------------------------ pushes

    @Test
    void invalidationsBetweenRepliesAreNoReplies() {
        assumeTrue(REDIS.has("client|tracking"), "CLIENT TRACKING: missing");
        try (RedisConnection redis = connect(REDIS, 3)) {
            redis.execute("CLIENT TRACKING", "ON").join();
            for (int i = 0; i < 200; i++) {
                CompletableFuture<Long> first = number(redis, "INCRBY", "irregular:a", 1);
                CompletableFuture<String> read = text(redis, "GET", "irregular:a");
                redis.execute("SET", "irregular:a", "x" + i); // invalidates what was read
                CompletableFuture<String> changed = text(redis, "GET", "irregular:a");
                CompletableFuture<String> echo = text(redis, "ECHO", "echo-" + i);
                redis.execute("SET", "irregular:a", i);
                CompletableFuture<String> last = text(redis, "GET", "irregular:a");
                assertThat(last.join()).isEqualTo("" + i);
                assertThat(echo.join()).isEqualTo("echo-" + i);
                assertThat(changed.join()).isEqualTo("x" + i);
                assertThat(read.join()).isEqualTo("" + first.join());
            }
        }
    }

    @Test
    void invalidationsInsideATransactionAreNoElements() {
        assumeTrue(REDIS.has("client|tracking"), "CLIENT TRACKING: missing");
        try (RedisConnection redis = connect(REDIS, 3)) {
            redis.execute("CLIENT TRACKING", "ON").join();
            for (int i = 0; i < 100; i++) {
                redis.execute("MSET", "irregular:b", "before", "irregular:c", "c" + i);
                redis.execute("MGET", "irregular:b", "irregular:c").join(); // tracks both
                Call<String> read = call("GET", "irregular:b");
                Call<String> setB = call("SET", "irregular:b", "during");
                Call<String> changed = call("GET", "irregular:b");
                Call<String> setC = call("SET", "irregular:c", "during");
                Call<String> last = call("ECHO", "echo-" + i);
                Call<Object> exec = Call.of(CodecSource.NONE, "EXEC");
                redis.executeAll(List.of(call("MULTI"), read, setB, changed, setC, last, exec));
                CompletableFuture<String> behind = text(redis, "ECHO", "behind-" + i);
                assertThat((List<?>) exec.join()).hasToString("[before, OK, during, OK, echo-" + i + "]");
                assertThat(List.of(read.join(), setB.join(), changed.join(), setC.join(), last.join()))
                        .containsExactly("before", "OK", "during", "OK", "echo-" + i);
                assertThat(behind.join()).isEqualTo("behind-" + i);
            }
        }
    }

    // ------------------------------------------------------------------------------------------------ transactions

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void behindAMultiThatIsNotPermittedEachCommandHasItsOwnReply(int protocol) {
        try (RedisServer server = RedisServers.start();
                RedisConnection admin = connect(server, protocol)) {
            admin.execute("ACL SETUSER", "plain", "on", ">secret", "~*", "+@all", "-multi")
                    .join();
            try (RedisConnection redis = RedisConnection.connect(
                            server.url().replace("redis://", "redis://plain:secret@") + "?protocol=" + protocol)
                    .join()) {
                Call<String> multi = call("MULTI");
                Call<String> set = call("SET", "k", "v");
                Call<String> get = call("GET", "k");
                Call<Object> exec = Call.of(CodecSource.NONE, "EXEC");
                redis.executeAll(List.of(multi, set, get, exec));
                assertThat(failure(multi)).isInstanceOf(ReplyException.class).hasMessageStartingWith("NOPERM ");
                assertThat(set.join()).isEqualTo("OK");
                assertThat(get.join()).isEqualTo("v");
                assertThat(failure(exec)).isInstanceOf(ReplyException.class).hasMessage("ERR EXEC without MULTI");
                assertThat(redis.isInTransaction()).isFalse();
                assertThat(text(redis, "ECHO", "a").join()).isEqualTo("a");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aMultiInsideAMultiIsRefusedWhateverBecomesOfTheTransaction(int protocol) {
        try (RedisConnection redis = connect(REDIS, protocol)) {
            Call<String> nested = call("MULTI");
            Call<String> echo = call("ECHO", "a");
            Call<Object> exec = Call.of(CodecSource.NONE, "EXEC");
            redis.executeAll(List.of(call("MULTI"), echo, nested, exec));
            assertThat(failure(nested)).isInstanceOf(ReplyException.class);
            Throwable aborted = failure(exec); // some servers go on with the transaction, some abort it
            if (aborted == null) {
                assertThat((List<?>) exec.join()).hasToString("[a]");
                assertThat(echo.join()).isEqualTo("a");
            } else {
                assertThat(aborted).hasMessageStartingWith("EXECABORT ");
                assertThat(failure(echo)).hasMessageStartingWith("EXECABORT ");
            }
            assertThat(redis.isInTransaction()).isFalse();
            assertThat(text(redis, "ECHO", "b").join()).isEqualTo("b");
        }
    }

    // ------------------------------------------------------------------------------------------------ unasked ends

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aServerThatIsFullSaysSoAndIsConnectedToWhenItIsNot(int protocol) {
        try (RedisServer server = RedisServers.start("--maxclients", "1")) {
            RedisConnection only = connectWhenThereIsAPlace(server, protocol);
            assertThat(failure(RedisConnection.connect(server.url() + "?protocol=" + protocol)))
                    .isInstanceOf(MaxClientsException.class)
                    .hasMessage("ERR max number of clients reached");
            assertThat(text(only, "ECHO", "a").join()).isEqualTo("a");
            only.close();
            connectWhenThereIsAPlace(server, protocol).close();
        }
    }

    /** The server may not have noticed yet that the one before has gone. */
    private static RedisConnection connectWhenThereIsAPlace(RedisServer server, int protocol) {
        return await().ignoreExceptions().until(() -> connect(server, protocol), connection -> true);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aConnectionThatTheServerFoundIdleIsClosed(int protocol) throws Exception {
        try (RedisServer server = RedisServers.start("--timeout", "1");
                RedisConnection redis = connect(server, protocol)) {
            redis.waitClosed().get(30, TimeUnit.SECONDS);
            assertThat(redis.isClosed()).isTrue();
            assertThat(failure(redis.execute("PING")))
                    .isInstanceOf(ConnectionClosedException.class)
                    .hasMessage("PING: not sent, the connection to 127.0.0.1:" + server.port()
                            + " is closed: closed by the server");
        }
    }

    // ------------------------------------------------------------------------------------------------ old servers

    @Test
    void aServerWhoseHelloIsRenamedIsSpokenToInRespTwo() {
        try (RedisServer server = RedisServers.start("--rename-command", "HELLO", "")) {
            try (RedisConnection redis = RedisConnection.connect(server.url()).join()) {
                assertThat(text(redis, "CLIENT", "INFO").join()).contains(" resp=2");
                assertThat(redis.execute("CONFIG GET", "maxclients").join()).isInstanceOf(List.class);
            }
            assertThat(failure(RedisConnection.connect(server.url() + "?protocol=3")))
                    .isInstanceOf(ReplyException.class)
                    .hasMessageStartingWith("ERR unknown command");
        }
    }

    // ------------------------------------------------------------------------------------------------ refused by us

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MONITOR",
                "monitor",
                "SYNC",
                "PSYNC ? -1",
                "REPLCONF ACK 0",
                "CLIENT REPLY OFF",
                "client reply skip",
                "SUBSCRIBE a",
                "PSUBSCRIBE a",
                "SSUBSCRIBE a",
                "UNSUBSCRIBE",
                "PUNSUBSCRIBE",
                "SUNSUBSCRIBE"
            })
    void whatHasNotOneReplyIsRefusedAndTheConnectionIsAsBefore(String command) {
        for (int protocol = 2; protocol <= 3; protocol++) {
            try (RedisConnection redis = connect(REDIS, protocol)) {
                String[] words = command.split(" ", 2);
                Object[] arguments = words.length == 1 ? new Object[0] : words[1].split(" ");
                assertThatThrownBy(() -> redis.execute(words[0], arguments))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(": refused, since its replies do not fit among those of other commands");
                redis.execute("MULTI");
                assertThatThrownBy(() -> redis.execute(words[0], arguments)).isInstanceOf(IllegalStateException.class);
                CompletableFuture<String> echo = text(redis, "ECHO", "a");
                redis.execute("EXEC").join();
                assertThat(echo.join()).isEqualTo("a");
            }
        }
    }

    // ------------------------------------------------------------------------------------------------ helpers

    private static RedisConnection connect(RedisServer server, int protocol) {
        return RedisConnection.connect(server.url() + "?protocol=" + protocol).join();
    }

    private static Call<String> call(String command, Object... arguments) {
        return Call.of(ReplyDecoders.STRING, CodecSource.NONE, command, arguments);
    }

    private static CompletableFuture<String> text(RedisConnection redis, String command, Object... arguments) {
        return redis.execute(call(command, arguments));
    }

    private static CompletableFuture<Long> number(RedisConnection redis, String command, Object... arguments) {
        return redis.execute(Call.of(ReplyDecoders.LONG, CodecSource.NONE, command, arguments));
    }
}
