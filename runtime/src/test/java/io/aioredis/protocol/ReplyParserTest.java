package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.ReplyException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyParserTest {
    @Test
    void everyKindOfRespTwoIsReadHoweverItIsCut() {
        assertThat(raw("+OK\r\n")).isEqualTo("OK");
        assertThat(raw(":1234567890123\r\n")).isEqualTo(1234567890123L);
        assertThat(raw(":-9223372036854775808\r\n")).isEqualTo(Long.MIN_VALUE);
        assertThat(raw("$5\r\nhe\r\no\r\n")).isEqualTo("he\r\no");
        assertThat(raw("$0\r\n\r\n")).isEqualTo("");
        assertThat(raw("$-1\r\n")).isNull();
        assertThat(raw("*-1\r\n")).isNull();
        assertThat(raw("*0\r\n")).isEqualTo(List.of());
        assertThat(raw("*3\r\n$1\r\na\r\n$-1\r\n*2\r\n:1\r\n+x\r\n"))
                .isEqualTo(Arrays.asList("a", null, List.of(1L, "x")));
    }

    @Test
    void everyKindOfRespThreeIsReadHoweverItIsCut() {
        assertThat(raw("_\r\n")).isNull();
        assertThat(raw(",1.5\r\n")).isEqualTo("1.5");
        assertThat(raw(",-inf\r\n")).isEqualTo("-inf");
        assertThat(raw("#t\r\n")).isEqualTo(1L);
        assertThat(raw("(123456789012345678901234567890\r\n")).isEqualTo("123456789012345678901234567890");
        assertThat(raw("=8\r\ntxt:some\r\n")).isEqualTo("some");
        assertThat(raw("%2\r\n+a\r\n:1\r\n+b\r\n*0\r\n")).isEqualTo(List.of("a", 1L, "b", List.of()));
        assertThat(raw("~2\r\n:1\r\n:2\r\n")).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void attributesAndInnerPushesAreNoElements() {
        assertThat(raw("|1\r\n+ttl\r\n:5\r\n*1\r\n:1\r\n")).isEqualTo(List.of(1L));
        assertThat(raw("*2\r\n|1\r\n+a\r\n%1\r\n+b\r\n:1\r\n:1\r\n:2\r\n")).isEqualTo(List.of(1L, 2L));
        assertThat(raw("*2\r\n:1\r\n>2\r\n+message\r\n*1\r\n:9\r\n:2\r\n")).isEqualTo(List.of(1L, 2L));
        assertThat(raw("*1\r\n>0\r\n|0\r\n:2\r\n")).isEqualTo(List.of(2L));
        assertThat(raw("*1\r\n*2\r\n>1\r\n:7\r\n:1\r\n:2\r\n")).isEqualTo(List.of(List.of(1L, 2L)));
    }

    @Test
    void skippingPassesOverAsidesOfEveryDepth() {
        ReplyDecoder<Long> second = (reader, codecs) -> {
            reader.beginArray();
            reader.skipValue();
            long value = reader.readLong();
            reader.end();
            return value;
        };
        assertThat(Replies.decode(second, "*2\r\n*2\r\n>1\r\n:7\r\n:1\r\n|1\r\n:1\r\n:2\r\n:3\r\n:42\r\n"))
                .isEqualTo(42);
    }

    @Test
    void errorsAreElementsOfArraysAndKeepTheirText() {
        Object reply = Replies.decodeAll(
                        RawReply.DECODER, List.of("*2\r\n:1\r\n-WRONGTYPE no list\r\n".getBytes(UTF_8)))
                .get(0);
        assertThat((List<?>) reply).hasSize(2);
        assertThat(((List<?>) reply).get(1))
                .isInstanceOfSatisfying(
                        ReplyException.class, e -> assertThat(e.code()).isEqualTo("WRONGTYPE"))
                .hasToString("io.aioredis.exception.ReplyException: WRONGTYPE no list");
    }

    @Test
    void replyLargerThanEveryChunkIsReadAcrossTheirBorders() {
        char[] text = new char[300_000];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) ('a' + i % 26);
        }
        String value = new String(text);
        byte[] wire = ("*2\r\n$" + text.length + "\r\n" + value + "\r\n:7\r\n").getBytes(UTF_8);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            assertThat(Replies.decodeAll(RawReply.DECODER, Replies.cut(wire, random)))
                    .containsExactly(List.of(value, 7L));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "?\\r\\n; first byte of a reply: 63 (expected: one of + - : $ * _ , # ! = ( % ~ > |)",
                "$x\\r\\n; bulk string length: byte 120 (expected: a decimal number)",
                "$\\r\\n; bulk string length: none (expected: >= 0)",
                "$9999999999999999999\\r\\n; bulk string length: byte 57 (expected: a decimal number)",
                "$-2\\r\\n; bulk string length: -2 (expected: >= 0)",
                "*-5\\r\\n; array length: -5 (expected: >= 0)",
                "$536870913\\r\\n; bulk length: 536870913 (expected: <= 536870912)",
                "*4294967295\\r\\n; array elements: 4294967295 (expected: <= 67108864)",
                "$3\\r\\nabcX\\n; byte behind bulk string: 88 (expected: 13)",
                "$3\\r\\nabc\\rX; byte behind bulk string: 88 (expected: 10)",
                "+OK\\n; status: a bare line feed (expected: \\r\\n)",
                "*?\\r\\n; array length: ? (expected: a number, since streamed replies are not known)",
            })
    void malformedBytesAreProtocolErrorsThatSayWhat(String wire, String message) {
        byte[] bytes = wire.replace("\\r", "\r").replace("\\n", "\n").getBytes(UTF_8);
        ReplyParser parser = ReplyParser.resp();
        parser.feed(bytes, 0, bytes.length);
        assertThatThrownBy(parser::next).isInstanceOf(ProtocolException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":\r\n",
                ":1x\r\n",
                ":99999999999999999999\r\n",
                ":9223372036854775808\r\n",
                "#x\r\n",
                "#\r\n",
                "#tt\r\n"
            })
    void malformedNumbersAreProtocolErrorsWhenTheyAreRead(String wire) {
        byte[] bytes = wire.getBytes(UTF_8);
        ReplyParser parser = ReplyParser.resp();
        parser.feed(bytes, 0, bytes.length);
        ReplyReader reader = parser.next();
        assertThat(reader).isNotNull();
        assertThatThrownBy(() -> RawReply.DECODER.decode(reader, Replies.TEXT)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void nestingIsBounded() {
        byte[] bytes = "*1\r\n".repeat(65).getBytes(UTF_8);
        ReplyParser parser = ReplyParser.resp();
        parser.feed(bytes, 0, bytes.length);
        assertThatThrownBy(parser::next)
                .isInstanceOf(ProtocolException.class)
                .hasMessage("nesting: more than 64 (expected: <= 64)");
    }

    @Test
    void wholeReplyIsBounded() {
        ReplyParser parser = ReplyParser.resp(ReplyLimits.DEFAULT.withMaxReplyBytes(98));
        byte[] bytes = ("*2\r\n$90\r\n" + "x".repeat(90)).getBytes(UTF_8);
        assertThatThrownBy(() -> {
                    parser.feed(bytes, 0, 60);
                    parser.next();
                    parser.feed(bytes, 60, bytes.length - 60);
                    parser.next();
                })
                .isInstanceOf(ProtocolException.class)
                .hasMessage("bytes of a reply: more than 98 (expected: <= 98)");
    }

    private static @Nullable Object raw(String wire) {
        return Replies.decode(RawReply.DECODER, wire);
    }
}
