package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.exception.AuthException;
import io.aioredis.exception.BusyGroupException;
import io.aioredis.exception.NoScriptException;
import io.aioredis.exception.ReadOnlyException;
import io.aioredis.exception.ReplyException;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors that real servers answer with, by the types that one catches. */
class ErrorRepliesTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void eachErrorHasTheTypeThatStandsForIt(int protocol) {
        try (RedisConnection redis = connect(RedisServers.shared(), protocol)) {
            redis.execute("DEL", "err:stream", "err:text").join();
            redis.execute("XGROUP", "CREATE", "err:stream", "g", "$", "MKSTREAM")
                    .join();
            assertThat(failure(redis.execute("XGROUP", "CREATE", "err:stream", "g", "$")))
                    .isInstanceOf(BusyGroupException.class);
            assertThat(failure(redis.execute("EVALSHA", "0".repeat(40), 0))).isInstanceOf(NoScriptException.class);
            assertThat(failure(redis.auth("nobody", "wrong"))).isInstanceOf(AuthException.class);
            redis.execute("SET", "err:text", "x").join();
            assertThat(failure(redis.execute("LPUSH", "err:text", "y")))
                    .isExactlyInstanceOf(ReplyException.class)
                    .isInstanceOfSatisfying(
                            ReplyException.class, e -> assertThat(e.code()).isEqualTo("WRONGTYPE"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aReplicaRefusesAWriteWithATypeOfItsOwn(int protocol) {
        try (RedisServer server = RedisServers.start();
                RedisConnection redis = connect(server, protocol)) {
            redis.execute("REPLICAOF", "127.0.0.1", 1).join();
            assertThat(failure(redis.execute("SET", "k", "v")))
                    .isInstanceOf(ReadOnlyException.class)
                    .isInstanceOfSatisfying(
                            ReplyException.class, e -> assertThat(e.code()).isEqualTo("READONLY"));
            assertThat(redis.execute("PING").join()).isEqualTo("PONG");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aMissingPermissionIsNoMatterOfCredentials(int protocol) {
        try (RedisServer server = RedisServers.start();
                RedisConnection redis = connect(server, protocol)) {
            redis.execute("ACL", "SETUSER", "poor", "on", ">pw", "+ping", "~*").join();
            redis.auth("poor", "pw").join();
            assertThat(failure(redis.execute("GET", "k")))
                    .isExactlyInstanceOf(ReplyException.class)
                    .isInstanceOfSatisfying(
                            ReplyException.class, e -> assertThat(e.code()).isEqualTo("NOPERM"));
        }
    }

    @Test
    void anErrorInsideATransactionHasTheSameTypeAsOutside() {
        ScriptedServer.Handler replica = peer -> {
            peer.expect("MULTI");
            peer.send("+OK\r\n");
            peer.expect("SET", "k", "v");
            peer.send("+QUEUED\r\n");
            peer.expect("EXEC");
            peer.send("*1\r\n-READONLY You can't write against a read only replica.\r\n");
        };
        try (ScriptedServer server = ScriptedServer.start(replica);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            redis.execute("MULTI").join();
            CompletableFuture<?> set = redis.execute("SET", "k", "v");
            List<?> results = (List<?>) redis.execute("EXEC").join();
            assertThat(results.get(0)).isInstanceOf(ReadOnlyException.class);
            assertThat(failure(set)).isSameAs(results.get(0));
        }
    }

    private static RedisConnection connect(RedisServer server, int protocol) {
        return RedisConnection.connect(server.url() + "?protocol=" + protocol).join();
    }
}
