package io.aioredis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisUrlTest {
    @Test
    void everyPartIsTaken() {
        RedisUrl url = RedisUrl.parse("redis://us%40er:p%3Aa+s%2Fs@example.org:7000/12");
        assertThat(url.address()).isEqualTo(new RedisAddress("example.org", 7000));
        assertThat(url.username()).isEqualTo("us@er");
        assertThat(url.password()).isEqualTo("p:a+s/s");
        assertThat(url.db()).isEqualTo(12);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        RedisUrl url = RedisUrl.parse("redis://localhost");
        assertThat(url.address()).hasToString("localhost:6379");
        assertThat(url.username()).isNull();
        assertThat(url.password()).isNull();
        assertThat(url.db()).isZero();
        assertThat(RedisUrl.parse("redis://[::1]/").address()).hasToString("[::1]:6379");
        assertThat(RedisUrl.parse("REDIS://:secret@h").password()).isEqualTo("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://localhost | URL scheme: http",
                "localhost:6379 | URL scheme: localhost",
                "/tmp/redis.sock | URL scheme: none",
                "redis:///1 | URL host: none, or no valid one, or no valid port",
                "redis://h:x | URL host: none, or no valid one, or no valid port",
                "redis://h:70000 | port: 70000 (expected: 1 to 65535)",
                "redis://h/x | URL database: x (expected: a number from 0)",
                "redis://h/01 | URL database: 01 (expected: a number from 0)",
                "redis://h/0/1 | URL database: 0/1 (expected: a number from 0)",
                "redis://h?timeout=1 | URL query: given",
                "redis://h#x | URL fragment: given",
                "redis://user@h | URL password: none behind the user",
                "redis://a b | URL: Illegal character in authority at character ",
            })
    void whatIsWrongIsNamed(String url, String message) {
        assertThatThrownBy(() -> RedisUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void thePasswordIsInNoMessage() {
        assertThat(RedisUrl.parse("redis://:secret@h/1")).hasToString("RedisUrl[h:6379/1]");
        assertThatThrownBy(() -> RedisUrl.parse("redis://:sec ret@h/1")).hasMessageNotContaining("ret@");
        assertThatThrownBy(() -> RedisUrl.parse("redis://:secret@h/x")).hasMessageNotContaining("secret");
    }
}
