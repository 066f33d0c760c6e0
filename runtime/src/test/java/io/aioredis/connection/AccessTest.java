package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aioredis.exception.AuthException;
import io.aioredis.exception.ReplyException;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may connect to a server that asks for credentials, and what they may do there; in both protocols. */
class AccessTest {
    private static RedisServer server;

    @BeforeAll
    static void startServer() {
        server = RedisServers.start("--requirepass", "s3cret");
        try (RedisConnection admin = connect(":s3cret@", 3)) {
            admin.execute("ACL SETUSER", "reader", "on", ">p4ss", "~public:*", "+@read", "+@connection")
                    .join();
            admin.execute("ACL SETUSER", "locked", "off", ">p4ss", "~*", "+@all")
                    .join();
        }
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theDefaultUserConnectsByPasswordAlone(int protocol) {
        try (RedisConnection redis = connect(":s3cret@", protocol)) {
            assertThat(redis.execute("ACL WHOAMI").join()).isEqualTo("default".getBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aUserMayDoWhatItMayAndNothingElseAndTheConnectionGoesOn(int protocol) {
        try (RedisConnection redis = connect("reader:p4ss@", protocol)) {
            assertThat(redis.execute("GET", "public:a").join()).isNull();
            assertThat(failure(redis.execute("SET", "public:a", 1)))
                    .isInstanceOf(ReplyException.class)
                    .hasMessageStartingWith("NOPERM ");
            assertThat(failure(redis.execute("GET", "private:a")))
                    .isInstanceOf(ReplyException.class)
                    .hasMessageStartingWith("NOPERM ");
            assertThat(redis.execute("PING").join()).isEqualTo("PONG");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void wrongCredentialsFailTheConnectWithoutBeingRepeatedAndLeaveNoSocket(int protocol) {
        try (RedisConnection admin = connect(":s3cret@", protocol)) {
            for (String credentials :
                    List.of(":wr0ng@", "reader:wr0ng@", "nobody:wr0ng@", "locked:p4ss@", "default:wr0ng@")) {
                Throwable refused = failure(RedisConnection.connect(url(credentials, protocol)));
                assertThat(refused)
                        .as(credentials)
                        .isInstanceOf(AuthException.class)
                        .hasMessageStartingWith("WRONGPASS ");
                assertThat(refused.getMessage()).doesNotContain("wr0ng").doesNotContain("p4ss");
            }
            await().until(() -> new String((byte[]) admin.execute("CLIENT LIST").join())
                            .lines()
                            .count()
                    == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "any"})
    void noCredentialsFailTheConnectWhereHelloTellsOfIt(String protocol) {
        String url = protocol.equals("any") ? server.url() : url("", 3);
        assertThat(failure(RedisConnection.connect(url)))
                .isInstanceOf(AuthException.class)
                .hasMessageStartingWith("NOAUTH ");
    }

    /** In RESP2 nothing of the handshake needs an answer but what may be refused. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&db=1", "&client_name=me"})
    void noCredentialsFailTheConnectOrTheFirstCommandInRespTwo(String options) {
        Throwable refused = failure(RedisConnection.connect(url("", 2) + options)
                .thenCompose(redis -> redis.execute("GET", "a").whenComplete((value, failure) -> redis.close())));
        Throwable cause = refused instanceof CompletionException ? refused.getCause() : refused;
        assertThat(cause).isInstanceOf(AuthException.class).hasMessageStartingWith("NOAUTH ");
    }

    private static RedisConnection connect(String credentials, int protocol) {
        return RedisConnection.connect(url(credentials, protocol)).join();
    }

    private static String url(String credentials, int protocol) {
        return server.url().replace("redis://", "redis://" + credentials) + "?protocol=" + protocol;
    }
}
