package io.aioredis.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Raw replies are what RESP2 sends, whatever is spoken. */
class RawReplyShapeTest {
    private static final RedisServer SERVER = RedisServers.shared();

    private static RedisConnection resp2;
    private static RedisConnection resp3;

    @BeforeAll
    static void connect() {
        resp2 = connect(ProtocolVersion.RESP2);
        resp3 = connect(ProtocolVersion.RESP3);
    }

    private static RedisConnection connect(ProtocolVersion protocol) {
        return RedisConnection.connect(
                        SERVER.url(),
                        ConnectionOptions.builder()
                                .protocol(protocol)
                                .encoding(UTF_8)
                                .build())
                .join();
    }

    @AfterAll
    static void close() {
        resp2.close();
        resp3.close();
    }

    static Stream<String> commands() {
        return Stream.of(
                // flat in RESP2, arrays in an array in RESP3
                "ZRANGE shape:z 0 -1 WITHSCORES",
                "zrange shape:z 0 -1 rev withscores",
                "ZRANGE shape:z -inf +inf BYSCORE WITHSCORES",
                "ZREVRANGE shape:z 0 -1 WITHSCORES",
                "ZRANGEBYSCORE shape:z -inf +inf WITHSCORES",
                "ZREVRANGEBYSCORE shape:z +inf -inf WITHSCORES",
                "ZDIFF 2 shape:z shape:none WITHSCORES",
                "ZINTER 2 shape:z shape:z WITHSCORES",
                "ZUNION 2 shape:z shape:none WITHSCORES",
                "ZPOPMIN shape:z 2",
                "ZPOPMAX shape:z 2",
                "ZRANDMEMBER shape:one -2 WITHSCORES",
                "HRANDFIELD shape:h -2 WITHVALUES",
                "VSIM shape:v ELE a WITHSCORES WITHATTRIBS",
                // the same without the option, or where nothing is there
                "ZRANGE shape:z 0 -1",
                "ZRANGE shape:none 0 -1 WITHSCORES",
                "ZRANGE shape:none 0 -1",
                "ZPOPMIN shape:z",
                "ZPOPMIN shape:none",
                "ZPOPMIN shape:none 2",
                "ZDIFF 1 shape:z",
                "ZRANDMEMBER shape:one",
                "ZRANDMEMBER shape:none",
                "HRANDFIELD shape:h",
                "HRANDFIELD shape:h -2",
                "HRANDFIELD shape:none",
                "VSIM shape:v ELE a",
                "VSIM shape:v ELE a WITHSCORES",
                "VSIM shape:v ELE a WITHATTRIBS",
                "VSIM shape:none ELE a WITHSCORES WITHATTRIBS",
                // pairs in RESP2, a map in RESP3
                "XREAD STREAMS shape:x shape:y 0 0",
                "XREAD STREAMS shape:x $",
                "XREADGROUP GROUP g c STREAMS shape:x >",
                "XREADGROUP GROUP g c STREAMS shape:x 0",
                // arrays in an array in both
                "ZMPOP 1 shape:z MIN COUNT 2",
                "BZMPOP 1 1 shape:z MIN COUNT 2",
                "BZPOPMIN shape:z 1",
                "XRANGE shape:x - +",
                "GEOSEARCH shape:g FROMLONLAT 1 1 BYRADIUS 9 km WITHCOORD WITHDIST",
                "LCS shape:s shape:s IDX WITHMATCHLEN",
                "ZRANK shape:z b WITHSCORE",
                // what is as RESP2 has it because of its kind
                "HGETALL shape:h",
                "SMEMBERS shape:set",
                "SPOP shape:set 1",
                "SMISMEMBER shape:set a b",
                "ZSCORE shape:z b",
                "ZMSCORE shape:z a none",
                "ZINCRBY shape:z 0.25 a",
                "ZADD shape:z INCR 1 a",
                "GEOPOS shape:g p none",
                "ZSCAN shape:z 0",
                "HSCAN shape:h 0",
                "CONFIG GET maxmemory*",
                "XINFO STREAM shape:x",
                "XINFO GROUPS shape:x",
                "ACL GETUSER default",
                "COMMAND INFO zrange",
                "COMMAND GETKEYS ZRANGE a 0 -1 WITHSCORES",
                "FUNCTION STATS",
                "CLIENT TRACKINGINFO",
                "MEMORY DOCTOR",
                "VADD shape:v VALUES 2 1 1 a",
                "EVAL return{{'a',{'b'}},1} 0");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aReplyIsTheSameInBothProtocols(String command) {
        requires(command.split(" ")[0].toLowerCase(Locale.ROOT));
        if (command.endsWith(" WITHSCORE")) {
            requires("client|setinfo"); // came with the same version
        }
        if (command.endsWith(" WITHATTRIBS")) {
            requires("vrange"); // is not older than the option
        }

        Object inResp2 = ask(resp2, command);
        Object inResp3 = ask(resp3, command);

        assertThat(inResp3).isEqualTo(inResp2);
    }

    private static void requires(String command) {
        Assumptions.assumeTrue(SERVER.has(command), SERVER + " has no " + command);
    }

    @Test
    void pairsAreFlat() {
        for (RedisConnection redis : List.of(resp2, resp3)) {
            assertThat(ask(redis, "ZRANGE shape:z 0 -1 WITHSCORES")).isEqualTo(List.of("a", "1", "b", "2.5"));
            assertThat(ask(redis, "ZPOPMIN shape:z 1")).isEqualTo(List.of("a", "1"));
            assertThat(ask(redis, "HRANDFIELD shape:h -1 WITHVALUES")).isEqualTo(List.of("f", "v"));
        }
    }

    @Test
    void streamsArePairs() {
        for (RedisConnection redis : List.of(resp2, resp3)) {
            assertThat(ask(redis, "XREAD STREAMS shape:x 0"))
                    .isEqualTo(List.of(List.of("shape:x", List.of(List.of("1-1", List.of("f", "v"))))));
        }
    }

    @Test
    void repliesInsideOfATransactionHaveTheSameShape() {
        for (RedisConnection redis : List.of(resp2, resp3)) {
            setUp(redis);
            redis.execute("MULTI").join();
            redis.execute("ZRANGE", "shape:z", 0, -1, "WITHSCORES");
            redis.execute("XREAD", "STREAMS", "shape:x", 0);

            assertThat(redis.execute("EXEC").join())
                    .isEqualTo(List.of(
                            List.of("a", "1", "b", "2.5"),
                            List.of(List.of("shape:x", List.of(List.of("1-1", List.of("f", "v")))))));
        }
    }

    private static Object ask(RedisConnection redis, String command) {
        setUp(redis);
        String[] words = command.split(" ");
        return redis.execute(words[0], (Object[]) Arrays.copyOfRange(words, 1, words.length))
                .join();
    }

    private static void setUp(RedisConnection redis) {
        redis.execute("DEL shape:z shape:one shape:h shape:set shape:x shape:y shape:g shape:s shape:v")
                .join();
        redis.execute("ZADD shape:z 1 a 2.5 b").join();
        redis.execute("ZADD shape:one 1.5 a").join();
        redis.execute("HSET shape:h f v").join();
        redis.execute("SADD shape:set a").join();
        redis.execute("XADD shape:x 1-1 f v").join();
        redis.execute("XADD shape:y 1-1 f v").join();
        redis.execute("XGROUP CREATE shape:x g 0").join();
        redis.execute("GEOADD shape:g 1 1 p").join();
        redis.execute("SET shape:s text").join();
        if (SERVER.has("vadd")) {
            redis.execute("VADD", "shape:v", "VALUES", 2, 1, 0, "a").join();
            redis.execute("VADD", "shape:v", "VALUES", 2, 0, 1, "b", "SETATTR", "{}")
                    .join();
        }
    }
}
