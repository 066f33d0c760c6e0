package io.aioredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.codec.CodecSource;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockingCallTest {
    @ParameterizedTest
    @CsvSource({
        "BLPOP a b 2, 2000",
        "brpop a 0.5, 500",
        "BLMOVE a b LEFT RIGHT 3, 3000",
        "BRPOPLPUSH a b 1e1, 10000",
        "BZPOPMIN a .25, 250",
        "BZPOPMAX a 4, 4000",
        "BLMPOP 1.5 2 a b LEFT COUNT 9, 1500",
        "BZMPOP 2 1 a MIN, 2000",
        "WAIT 1 150, 150",
        "WAITAOF 1 0 20, 20",
        "XREAD BLOCK 30 STREAMS a 0, 30",
        "XREAD COUNT 2 block 40 STREAMS a 0, 40",
        "XREADGROUP GROUP g c BLOCK 50 STREAMS a >, 50",
        "XREADGROUP NOACK BLOCK 60 CLAIM 7 GROUP g c STREAMS a >, 60",
        "XREADGROUP GROUP block streams COUNT 2 BLOCK 70 STREAMS a >, 70",
        "BLPOP a 0, 0",
        "XREAD BLOCK 0 STREAMS a 0, 0",
        "BLPOP a never, 0",
        "BLPOP a -1, 0",
        "BLPOP a nan, 0",
        "BLPOP a 1d, 0",
        "BLPOP a 1e300, 0",
        "WAIT 1 99999999999999999999, 0",
        "XREAD BLOCK soon STREAMS a 0, 0",
        "XREAD BLOCK, 0",
        "BLPOP, 0",
    })
    void blockingCallTellsHowLongTheServerWaits(String command, long millis) {
        Call<?> call = Call.of(CodecSource.NONE, command);
        assertThat(call.isBlocking()).isTrue();
        assertThat(call.serverTimeoutNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XREAD STREAMS a 0",
                "XREAD COUNT 2 STREAMS block 0",
                "XREADGROUP GROUP g c STREAMS a >",
                "XREADGROUP GROUP block c COUNT 1 NOACK STREAMS a >",
                "XREADGROUP GROUP g block STREAMS block 0",
                "LPOP a 2",
                "MIGRATE host 6379 key 0 5000",
                "MOD.BLOCK 5",
                "PING"
            })
    void whatDoesNotWaitIsNotBlocking(String command) {
        Call<?> call = Call.of(CodecSource.NONE, command);
        assertThat(call.isBlocking()).isFalse();
        assertThat(call.serverTimeoutNanos()).isZero();
    }

    @Test
    void argumentsAreSeenHoweverTheyAreGiven() {
        assertThat(Call.of(CodecSource.NONE, "BLPOP", "k".repeat(10_000), 1).serverTimeoutNanos())
                .isEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(Call.of(CodecSource.NONE, "blpop", "k", 0.25).serverTimeoutNanos())
                .isEqualTo(TimeUnit.MILLISECONDS.toNanos(250));
        assertThat(CommandSpec.fixed("BLPOP", ReplyDecoders.BYTES, "*3\r\n$5\r\nBLPOP\r\n", "$1\r\n5\r\n")
                        .writer()
                        .size("k")
                        .begin()
                        .put("k")
                        .word(0)
                        .call(CodecSource.NONE)
                        .serverTimeoutNanos())
                .isEqualTo(TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void whatMayBlockDoesWhenItsBytesWereLetGo() {
        Call<?> read = Call.of(CodecSource.NONE, "XREAD STREAMS a 0");
        read.releaseBytes();
        assertThat(read.isBlocking()).isTrue();
        assertThat(read.serverTimeoutNanos()).isZero();
    }

    @Test
    void theCommandsThatMayBlockAreThese() {
        TreeSet<String> names = new TreeSet<>(CommandFacts.names());
        names.removeIf(name -> !CommandFacts.of(name).mayBlock());
        assertThat(names)
                .containsExactly(
                        "BLMOVE",
                        "BLMPOP",
                        "BLPOP",
                        "BRPOP",
                        "BRPOPLPUSH",
                        "BZMPOP",
                        "BZPOPMAX",
                        "BZPOPMIN",
                        "WAIT",
                        "WAITAOF",
                        "XREAD",
                        "XREADGROUP");
    }
}
