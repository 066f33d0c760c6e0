package io.aioredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.codec.CodecSource;
import io.aioredis.connection.ConnectionOptions;
import io.aioredis.connection.RedisConnection;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyPlacesTest {
    static Stream<String> commands() {
        return Stream.of(
                "GET a",
                "MGET a b c",
                "MSET a 1 b 2",
                "DEL a b",
                "RENAME a b",
                "BITOP AND a b c",
                "BLPOP a b 0",
                "LCS a b",
                "SDIFFSTORE a b c",
                "ZUNIONSTORE a 2 b c WEIGHTS 1 2",
                "ZDIFF 2 a b WITHSCORES",
                "LMPOP 2 a b LEFT",
                "BLMPOP 0 2 a b LEFT",
                "EVAL script 2 a b c",
                "EVAL script 0 c",
                "FCALL f 1 a b",
                "XREAD COUNT 1 STREAMS a b 1 2",
                "XREADGROUP GROUP streams streams BLOCK 1 STREAMS a b > >",
                "XINFO STREAM a",
                "XGROUP CREATE a g 0",
                "OBJECT ENCODING a",
                "MEMORY USAGE a",
                "GEORADIUS a 1 1 1 m STORE b",
                "GEORADIUSBYMEMBER a m 1 m STOREDIST b",
                "GEOSEARCHSTORE a b FROMMEMBER m BYRADIUS 1 m",
                "MIGRATE h 1 a 0 1",
                "SORT a",
                "PFMERGE a b c",
                "COPY a b",
                "SINTERCARD 2 a b LIMIT 1",
                "SUBSTR a 0 1",
                "WATCH a b",
                "MSETEX 2 a 1 b 2 EX 1");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void keysAreThoseThatTheServerNames(String command) {
        RedisServer server = RedisServers.shared();
        String name = command.split(" ")[0].toLowerCase(Locale.ROOT);
        Assumptions.assumeTrue(server.has(name), server + " has no " + name);
        try (RedisConnection redis = RedisConnection.connect(
                        server.url(),
                        ConnectionOptions.builder()
                                .encoding(StandardCharsets.UTF_8)
                                .build())
                .join()) {
            Object named = redis.execute("COMMAND GETKEYS " + command)
                    .exceptionally(noKeys -> List.of()) // "The command has no key arguments"
                    .join();

            assertThat(keys(command)).isEqualTo(named);
        }
    }

    @Test
    void whatTheServersDoNotTellIsSaid() {
        assertThat(CommandFacts.names().stream()
                        .filter(name -> !CommandFacts.of(name).keys().isComplete())
                        .sorted())
                .containsExactly("MIGRATE", "SORT", "SORT_RO");
        assertThat(keys("SORT a BY w_* STORE b")).containsExactly("a");
        assertThat(positions("MIGRATE", "h", 1, "", 0, 1, "KEYS", "a", "b")).containsExactly(3, 7, 8);
    }

    @Test
    void keysOfWhatIsWrittenWrongAreNone() {
        assertThat(positions("GET")).isEmpty();
        assertThat(positions("EVAL", "script")).isEmpty();
        assertThat(positions("EVAL", "script", "many", "a")).isEmpty();
        assertThat(positions("EVAL", "script", "99999999999999999999", "a")).isEmpty();
        assertThat(positions("EVAL", "script", "9", "a")).containsExactly(3);
        assertThat(positions("XREAD", "STREAMS")).isEmpty();
        assertThat(positions("XREAD", "a", "b")).isEmpty();
        assertThat(positions("MOD.GET", "a")).isEmpty();
        assertThat(positions("BLPOP", "0")).isEmpty();
    }

    @Test
    void subcommandMayBeAnArgument() {
        assertThat(positions("OBJECT", "ENCODING", "a")).containsExactly(2);
        assertThat(positions("OBJECT ENCODING", "a")).containsExactly(2);
        assertThat(positions("object encoding a")).containsExactly(2);
    }

    @Test
    void wordsAreFoundAcrossLargeOnes() {
        String large = "k".repeat(20_000);
        Call<?> call = Call.of(CodecSource.NONE, "MSET", "a", large, large, "b", "c", 3);
        assertThat(call.keyPositions()).containsExactly(1, 3, 5);
        EncodedWords words = new EncodedWords(payload(call));
        assertThat(words.text(3)).isEqualTo(large);
        assertThat(words.text(6)).isEqualTo("3");
    }

    private static Object payload(Call<?> call) {
        ByteBuffer bytes = ByteBuffer.allocate((int) call.size());
        call.copyTo(0, bytes);
        return bytes.array();
    }

    private static int[] positions(String command, Object... arguments) {
        return Call.of(CodecSource.NONE, command, arguments).keyPositions();
    }

    private static List<String> keys(String command) {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        return Arrays.stream(positions(command)).mapToObj(words::get).toList();
    }
}
