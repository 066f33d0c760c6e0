package io.aioredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.exception.DecodeException;
import io.aioredis.exception.ReplyException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplyDecodersTest {
    private record Scored(String member, double score) {}

    private static final ReplyDecoder<Scored> SCORED =
            (reader, codecs) -> new Scored(reader.readString(), reader.readDouble());

    @Test
    void numbersAreReadFromNumbersAndFromText() {
        assertThat(Replies.decode(ReplyDecoders.LONG, ":42\r\n")).isEqualTo(42);
        assertThat(Replies.decode(ReplyDecoders.LONG, "$2\r\n42\r\n")).isEqualTo(42);
        assertThat(Replies.decode(ReplyDecoders.INTEGER, ":-7\r\n")).isEqualTo(-7);
        assertThat(Replies.decode(ReplyDecoders.DOUBLE, "$3\r\n1.5\r\n")).isEqualTo(1.5);
        assertThat(Replies.decode(ReplyDecoders.DOUBLE, ",1e300\r\n")).isEqualTo(1e300);
        assertThat(Replies.decode(ReplyDecoders.DOUBLE, "$3\r\ninf\r\n")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Replies.decode(ReplyDecoders.DOUBLE, "$4\r\n-inf\r\n")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Replies.decode(ReplyDecoders.DOUBLE, ",nan\r\n")).isNaN();
        assertThat(Replies.decode(ReplyDecoders.DOUBLE, ":3\r\n")).isEqualTo(3.0);
        assertThat(Replies.decode(ReplyDecoders.LONG, "$-1\r\n")).isNull();
    }

    @Test
    void anIntegerBeyondThirtyTwoBitsIsRefusedAsOne() {
        assertRefused(ReplyDecoders.INTEGER, ":2147483648\r\n", "reply: an integer beyond 32 bits (expected: int)");
    }

    @Test
    void booleansAreReadInAllTheirForms() {
        assertThat(Replies.decode(ReplyDecoders.BOOLEAN, ":1\r\n")).isTrue();
        assertThat(Replies.decode(ReplyDecoders.BOOLEAN, ":0\r\n")).isFalse();
        assertThat(Replies.decode(ReplyDecoders.BOOLEAN, "#t\r\n")).isTrue();
        assertThat(Replies.decode(ReplyDecoders.BOOLEAN, "+OK\r\n")).isTrue();
        assertThat(Replies.decode(ReplyDecoders.BOOLEAN, "$-1\r\n")).isFalse();
        assertRefused(ReplyDecoders.BOOLEAN, ":2\r\n", "reply: another integer (expected: 0 or 1)");
    }

    @Test
    void okIsNothingElse() {
        assertThat(Replies.decode(ReplyDecoders.OK, "+OK\r\n")).isNull();
        assertRefused(ReplyDecoders.OK, "+QUEUED\r\n", "reply: another status (expected: OK)");
        assertRefused(ReplyDecoders.OK, ":1\r\n", "reply: integer (expected: the status OK)");
    }

    @Test
    void collectionsKeepTheServersOrderAndItsNils() {
        assertThat(Replies.decode(ReplyDecoders.list(ReplyDecoders.VALUE), "*3\r\n$1\r\nb\r\n$-1\r\n$1\r\na\r\n"))
                .isEqualTo(Arrays.asList("b", null, "a"));
        assertThat(Replies.decode(ReplyDecoders.set(ReplyDecoders.KEY), "~2\r\n$1\r\nb\r\n$1\r\na\r\n"))
                .isEqualTo(Set.of("a", "b"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.COLLECTION)
                .containsExactly("b", "a");
        Map<String, Long> expected = Map.of("x", 1L, "y", 2L);
        ReplyDecoder<Map<String, Long>> map = ReplyDecoders.map(ReplyDecoders.STRING, ReplyDecoders.LONG);
        assertThat(Replies.decode(map, "*4\r\n$1\r\nx\r\n:1\r\n$1\r\ny\r\n:2\r\n"))
                .isEqualTo(expected);
        assertThat(Replies.decode(map, "%2\r\n$1\r\nx\r\n:1\r\n$1\r\ny\r\n:2\r\n"))
                .isEqualTo(expected);
        assertRefused(map, "*1\r\n:1\r\n", "reply: array of 1 (expected: an even number)");
    }

    @Test
    void tuplesAreReadFlatAndNested() {
        List<Scored> expected = List.of(new Scored("a", 1), new Scored("b", 2.5));
        ReplyDecoder<List<Scored>> tuples = ReplyDecoders.tuples(2, SCORED);
        assertThat(Replies.decode(tuples, "*4\r\n$1\r\na\r\n$1\r\n1\r\n$1\r\nb\r\n$3\r\n2.5\r\n"))
                .isEqualTo(expected);
        assertThat(Replies.decode(tuples, "*2\r\n*2\r\n$1\r\na\r\n,1\r\n*2\r\n$1\r\nb\r\n,2.5\r\n"))
                .isEqualTo(expected);
        assertThat(Replies.decode(tuples, "*0\r\n")).isEmpty();
        assertRefused(
                tuples, "*3\r\n$1\r\na\r\n$1\r\n1\r\n$1\r\nb\r\n", "reply: array of 3 (expected: a multiple of 2)");
        assertRefused(tuples, "*1\r\n*1\r\n$1\r\na\r\n", "reply: array of 1 (expected: 2)");
    }

    @Test
    void aDecoderNeverReadsBeyondItsOwnAggregate() {
        ReplyDecoder<List<Scored>> greedy = ReplyDecoders.list((reader, codecs) -> {
            reader.beginArray();
            Scored scored = new Scored(reader.readString(), reader.readDouble());
            reader.readString();
            reader.end();
            return scored;
        });
        assertRefused(greedy, "*2\r\n*2\r\n+a\r\n:1\r\n*2\r\n+b\r\n:2\r\n", "read behind the end of an array");
    }

    @Test
    void aDecoderThatReadsLessIsRefused() {
        ReplyDecoder<String> lazy = (reader, codecs) -> {
            reader.beginArray();
            return reader.readString();
        };
        assertRefused(
                lazy,
                "*2\r\n+a\r\n+b\r\n",
                "the decoder left 1 value(s) unread at level 1 of the reply (expected: all read)");
        assertRefused(
                (reader, codecs) -> "",
                "+a\r\n",
                "the decoder left 1 value(s) unread at level 0 of the reply (expected: all read)");
    }

    @Test
    void anotherKindIsRefusedByNameAndAnErrorInItsPlaceIsThatError() {
        assertRefused(ReplyDecoders.LONG, "*0\r\n", "reply: array (expected: integer)");
        assertRefused(ReplyDecoders.LONG, "$1\r\nx\r\n", "reply: text of 1 bytes (expected: integer)");
        assertRefused(ReplyDecoders.DOUBLE, "+x\r\n", "reply: status (expected: double)");
        assertRefused(ReplyDecoders.STRING, ":1\r\n", "reply: integer (expected: bulk string)");
        assertRefused(ReplyDecoders.list(ReplyDecoders.LONG), "$1\r\nx\r\n", "reply: bulk string (expected: array)");
        assertThatThrownBy(() -> Replies.decode(ReplyDecoders.list(ReplyDecoders.LONG), "*1\r\n-ERR no\r\n"))
                .isInstanceOf(ReplyException.class)
                .hasMessage("ERR no");
    }

    private static void assertRefused(ReplyDecoder<?> decoder, String wire, String message) {
        assertThatThrownBy(() -> Replies.decode(decoder, wire))
                .isInstanceOf(DecodeException.class)
                .hasMessage(message);
    }
}
