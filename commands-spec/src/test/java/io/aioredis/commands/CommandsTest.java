package io.aioredis.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.Aioredis;
import io.aioredis.Redis;
import io.aioredis.exception.ReplyException;
import io.aioredis.testkit.RedisServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls every command of the library once at least and looks at what it gives. */
class CommandsTest {
    private static final Redis<String, String> REDIS =
            Aioredis.createRedis(RedisServers.shared().url()).join();

    @BeforeEach
    void forgetKeys() {
        REDIS.del("k").join();
        REDIS.del("z").join();
    }

    @AfterAll
    static void close() {
        REDIS.close();
    }

    @Test
    void stringsAreSetReadAndMeasured() {
        assertThat(REDIS.get("k").join()).isNull();
        assertThat(REDIS.set("k", "héllo").join()).isNull();
        assertThat(REDIS.get("k").join()).isEqualTo("héllo");
        assertThat(REDIS.strlen("k").join()).isEqualTo(6);
        assertThat(REDIS.append("k", "!").join()).isEqualTo(7);
        assertThat(REDIS.get("k").join()).isEqualTo("héllo!");
        assertThat(REDIS.strlen("none").join()).isZero();
    }

    @Test
    void numbersAreCounted() {
        assertThat(REDIS.incr("k").join()).isEqualTo(1);
        assertThat(REDIS.incrby("k", -11).join()).isEqualTo(-10);
        REDIS.set("k", "text").join();
        assertThat(REDIS.incr("k").handle((value, failure) -> failure).join())
                .isInstanceOf(ReplyException.class)
                .hasMessage("ERR value is not an integer or out of range");
    }

    @Test
    void keysAreFoundNamedAndDeleted() {
        assertThat(REDIS.exists("k").join()).isFalse();
        assertThat(REDIS.type("k").join()).isEqualTo("none");
        REDIS.set("k", "").join();
        assertThat(REDIS.get("k").join()).isEmpty();
        assertThat(REDIS.exists("k").join()).isTrue();
        assertThat(REDIS.type("k").join()).isEqualTo("string");
        assertThat(REDIS.del("k").join()).isTrue();
        assertThat(REDIS.del("k").join()).isFalse();
        REDIS.zadd("z", 1, "a").join();
        assertThat(REDIS.type("z").join()).isEqualTo("zset");
        assertThat(REDIS.unlink("z").join()).isTrue();
        assertThat(REDIS.unlink("z").join()).isFalse();
    }

    @Test
    void sortedSetsAreFilledAndListed() {
        assertThat(REDIS.zadd("z", 1, "a").join()).isEqualTo(1);
        assertThat(REDIS.zadd("z", 2.5, "b").join()).isEqualTo(1);
        assertThat(REDIS.zadd("z", 2, "a").join()).isZero();
        assertThat(REDIS.zcard("z").join()).isEqualTo(2);
        assertThat(REDIS.zincrby("z", 0.25, "c").join()).isEqualTo(0.25);
        assertThat(REDIS.zrange("z", 0, -1).join()).containsExactly("c", "a", "b");
        assertThat(REDIS.zrange("z", 5, 9).join()).isEmpty();
        assertThat(REDIS.zrangeWithScores("z", 0, 1).join())
                .containsExactly(new ScoredValue<>("c", 0.25), new ScoredValue<>("a", 2));
        assertThat(REDIS.zrangeRevWithScores("z", 0, 0).join()).containsExactly(new ScoredValue<>("b", 2.5));
        assertThat(REDIS.zrank("z", "b").join()).isEqualTo(2);
        assertThat(REDIS.zrank("z", "none").join()).isNull();
        assertThat(REDIS.zscore("z", "b").join()).isEqualTo(2.5);
        assertThat(REDIS.zscore("z", "none").join()).isNull();
        assertThat(REDIS.zrem("z", "b").join()).isEqualTo(1);
        assertThat(REDIS.zrem("z", "b").join()).isZero();
    }

    @Test
    void extremeScoresSurviveARoundTrip() {
        double[] scores = {
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            1e300,
            -1e-300,
            9007199254740993.0,
            0.1,
            Double.MIN_VALUE
        };
        for (double score : scores) {
            REDIS.zadd("z", score, "m").join();
            assertThat(REDIS.zscore("z", "m").join()).isEqualTo(score);
            assertThat(REDIS.zrangeWithScores("z", 0, 0).join()).containsExactly(new ScoredValue<>("m", score));
        }
    }
}
