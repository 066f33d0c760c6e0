package io.aioredis.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisUrlTest {
    @Test
    void everyPartIsTaken() {
        RedisUrl.Target target = parse("redis://us%40er:p%3Aa+s%2Fs@example.org:7000/12"
                + "?encoding=latin1&timeout=0.25&client_name=me&protocol=2");
        assertThat(target.address()).isEqualTo(RedisAddress.tcp("example.org", 7000));
        ConnectionOptions options = target.options();
        assertThat(options.username()).isEqualTo("us@er");
        assertThat(options.password()).isEqualTo("p:a+s/s");
        assertThat(options.db()).isEqualTo(12);
        assertThat(options.encoding()).isEqualTo(ISO_8859_1);
        assertThat(options.connectTimeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(options.clientName()).isEqualTo("me");
        assertThat(options.protocol()).isEqualTo(ProtocolVersion.RESP2);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        RedisUrl.Target target = parse("redis://localhost");
        assertThat(target.address()).hasToString("localhost:6379");
        assertThat(target.options().username()).isNull();
        assertThat(target.options().password()).isNull();
        assertThat(target.options().db()).isZero();
        assertThat(parse("redis://[::1]/").address()).hasToString("[::1]:6379");
        assertThat(parse("REDIS://:secret@h").options().password()).isEqualTo("secret");
        assertThat(parse("redis://h?username=u&password=p").options().username())
                .isEqualTo("u");
        assertThat(parse("redis://u@h?password=p").options().username()).isEqualTo("u");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://my_redis, my_redis:6379",
        "redis://my_redis:7000/1, my_redis:7000",
        "redis://u:p%40q@redis_1.net_a:7000, redis_1.net_a:7000",
        "rediss://node.1:7000, node.1:7000",
    })
    void hostsMayHaveTheNamesThatContainersHave(String url, String address) {
        assertThat(parse(url).address()).hasToString(address);
    }

    @Test
    void aUserBesideSuchAHostIsTaken() {
        ConnectionOptions options = parse("redis://u:p%40q@my_redis/3").options();
        assertThat(options.username()).isEqualTo("u");
        assertThat(options.password()).isEqualTo("p@q");
        assertThat(options.db()).isEqualTo(3);
    }

    @Test
    void unixSocketsAreNamedByPathOrUrl() {
        assertThat(parse("/tmp/r.sock").address()).isEqualTo(RedisAddress.unix("/tmp/r.sock"));
        assertThat(parse("/tmp/r.sock?db=1").address()).isEqualTo(RedisAddress.unix("/tmp/r.sock?db=1"));
        RedisUrl.Target target = parse("unix://u:p@/tmp/r%20s.sock?db=3");
        assertThat(target.address()).isEqualTo(RedisAddress.unix("/tmp/r s.sock"));
        assertThat(target.options().username()).isEqualTo("u");
        assertThat(target.options().password()).isEqualTo("p");
        assertThat(target.options().db()).isEqualTo(3);
    }

    @Test
    void redissMeansTls() {
        assertThat(parse("redis://h").options().tls()).isNull();
        assertThat(parse("rediss://h").options().tls()).isSameAs(TlsOptions.DEFAULT);
        TlsOptions own = TlsOptions.builder().withoutHostNameVerification().build();
        ConnectionOptions options = ConnectionOptions.builder().tls(own).build();
        assertThat(RedisUrl.parse("rediss://h", options).options().tls()).isSameAs(own);
    }

    @Test
    void theUrlHasPrecedenceOverTheOptions() {
        ConnectionOptions options = ConnectionOptions.builder()
                .db(1)
                .password("other")
                .clientName("x")
                .build();
        ConnectionOptions merged =
                RedisUrl.parse("redis://:secret@h/2", options).options();
        assertThat(merged.db()).isEqualTo(2);
        assertThat(merged.password()).isEqualTo("secret");
        assertThat(merged.clientName()).isEqualTo("x");
        assertThat(RedisUrl.parse("redis://h", options).options().db()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://localhost | address scheme: http (expected: redis[s]://",
                "localhost:6379 | address scheme: localhost",
                "redis.sock | address scheme: none",
                "redis:///1 | address host: none, or no valid one, or no valid port",
                "redis://h:x | address host: none, or no valid one, or no valid port",
                "redis://h:70000 | port: 70000 (expected: 1 to 65535)",
                "redis://h/x | address db: x (expected: a number from 0)",
                "redis://h/01 | address db: 01 (expected: a number from 0)",
                "redis://h/0/1 | address db: 0/1 (expected: a number from 0)",
                "redis://h/1?db=1 | address db: given twice (expected: once)",
                "redis://:a@h?password=b | address password: given twice (expected: once)",
                "redis://h?db=+1 | address db: +1 (expected: a number from 0)",
                "rediss://h?ssl=false | address option: ssl (expected: one of db,",
                "redis:// | address: ",
                "redis://my_redis:x | address host: none, or no valid one, or no valid port",
                "redis://my_redis:123456 | address host: none, or no valid one, or no valid port",
                "redis://u@:6379 | address host: none, or no valid one, or no valid port",
                "unix:r.sock | address path: none",
                "redis://h?tiemout=1 | address option: tiemout (expected: one of db, username, password, encoding, timeout,",
                "redis://h?db | address option db: no value (expected: name=value)",
                "redis://h?db= | address option db: no value (expected: name=value)",
                "redis://h?timeout=x | address timeout: x (expected: seconds, such as 0.5)",
                "redis://h?timeout=0 | connectTimeout: PT0S (expected: > 0)",
                "redis://h?encoding=x-none | address encoding: x-none (expected: a charset, such as utf-8)",
                "redis://h?protocol=4 | address protocol: 4 (expected: 2 or 3)",
                "redis://h?client_name=a%20b | clientName: \"a b\" (expected: printable ASCII without spaces)",
                "redis://h#x | address fragment: given",
                "redis://user@h | password: none (expected: one for the user)",
                "redis://a b | address: Illegal character in authority at character ",
                "unix://host/path | address host: given for a unix socket",
                "unix:? | address ",
            })
    void whatIsWrongIsNamed(String url, String message) {
        assertThatThrownBy(() -> parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void thePasswordIsInNoMessage() {
        assertThat(parse("redis://:secret@h/1").options().toString())
                .contains("password=set")
                .doesNotContain("secret");
        assertThatThrownBy(() -> parse("redis://:sec ret@h/1")).hasMessageNotContaining("ret@");
        assertThatThrownBy(() -> parse("redis://:secret@h/x")).hasMessageNotContaining("secret");
        assertThatThrownBy(() -> parse("redis://my_user:0/secret@h"))
                .hasMessage("address: an @ behind the first / (expected: in user and password %2F for /)");
        assertThatThrownBy(() -> parse("redis://user:sec/ret@h")).hasMessageNotContaining("sec");
        assertThatThrownBy(() -> parse("redis://:secret@h?x=1")).hasMessageNotContaining("secret");
    }

    private static RedisUrl.Target parse(String text) {
        return RedisUrl.parse(text, ConnectionOptions.DEFAULT);
    }
}
