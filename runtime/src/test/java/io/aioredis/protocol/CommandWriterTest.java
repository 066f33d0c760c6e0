package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.codec.Codec;
import io.aioredis.codec.CodecSource;
import io.aioredis.codec.SizedCodec;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandWriterTest {
    private static final CommandSpec TOP = CommandSpec.fixed(
            "ZREVRANGE",
            ReplyDecoders.list(ReplyDecoders.STRING),
            "*5\r\n$9\r\nZREVRANGE\r\n",
            "$1\r\n0\r\n",
            "$10\r\nWITHSCORES\r\n");

    @Test
    void constantWordsStandBetweenTheArguments() {
        CommandWriter writer = TOP.writer().size("b").size(9).begin();
        assertThat(wire(writer.put("b").word(0).put(9).word(1).call(CodecSource.NONE)))
                .isEqualTo("*5 $9 ZREVRANGE $1 b $1 0 $1 9 $10 WITHSCORES ");
    }

    @Test
    void wordsOfAnyCommandAreCounted() {
        assertThat(wire(Call.of(CodecSource.NONE, " config  get ", "maxmemory")))
                .isEqualTo("*3 $6 config $3 get $9 maxmemory ");
        assertThat(wire(Call.of(CodecSource.NONE, "PING"))).isEqualTo("*1 $4 PING ");
        ByteBuffer buffer = ByteBuffer.wrap("xabcx".getBytes(UTF_8), 1, 3);
        assertThat(wire(Call.of(
                        CodecSource.NONE, "X", "a", new byte[] {'b'}, 1, 2L, (short) 3, (byte) 4, 0.1f, 0.1, buffer)))
                .isEqualTo("*10 $1 X $1 a $1 b $1 1 $1 2 $1 3 $1 4 $3 0.1 $3 0.1 $3 abc ");
        assertThat(buffer.remaining()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, -0",
        "1.0, 1",
        "-17.0, -17",
        "0.1, 0.1",
        "9007199254740991, 9007199254740991",
        "9007199254740993, 9.007199254740992e15",
        "1e16, 1e16",
        "1.5E-7, 1.5e-7",
        "1e300, 1e300",
        "Infinity, inf",
        "-Infinity, -inf",
        "NaN, nan",
    })
    void doublesAreWrittenInRedisNotationWithoutLoss(double value, String text) {
        assertThat(wire(Call.of(CodecSource.NONE, "X", value)))
                .isEqualTo("*2 $1 X $" + text.length() + " " + text + " ");
        if (Double.isFinite(value)) {
            assertThat(Double.parseDouble(text)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "9", "10", "99", "-1", "-10", "9223372036854775807", "-9223372036854775808"})
    void integersAreWrittenInDecimal(long value) {
        String text = Long.toString(value);
        assertThat(wire(Call.of(CodecSource.NONE, "X", value)))
                .isEqualTo("*2 $1 X $" + text.length() + " " + text + " ");
    }

    @Test
    void textOfEveryLengthAndScriptIsUtf8() {
        String[] alphabets = {"a", "é", "漢", "😀", "aé漢😀"};
        for (String alphabet : alphabets) {
            for (int length : new int[] {0, 1, 2, 9, 10, 63, 64, 127, 128, 129, 1000, 4095, 4096, 5000, 70_000}) {
                String value = alphabet.repeat(length / alphabet.length() + 1).substring(0, length);
                if (length > 0 && Character.isHighSurrogate(value.charAt(length - 1))) {
                    value = value.substring(0, length - 1);
                }
                byte[] utf8 = value.getBytes(UTF_8);
                byte[] wire = bytes(Call.of(CodecSource.NONE, "SET", value, 1));
                String expected = "*3\r\n$3\r\nSET\r\n$" + utf8.length + "\r\n" + new String(utf8, ISO_8859_1)
                        + "\r\n$1\r\n1\r\n";
                assertThat(new String(wire, ISO_8859_1)).isEqualTo(expected);
            }
        }
    }

    @Test
    void largeArgumentsAreCopiedOutInSlicesOfAnySize() {
        String large = "x".repeat(100_000);
        String other = "y".repeat(5_000);
        Call<?> call = Call.of(CodecSource.NONE, "MSET", "a", large, "b", other, "c", "z");
        byte[] whole = bytes(call);
        assertThat(call.size()).isEqualTo(whole.length);
        assertThat(new String(whole, UTF_8))
                .isEqualTo("*7\r\n$4\r\nMSET\r\n$1\r\na\r\n$100000\r\n" + large + "\r\n$1\r\nb\r\n$5000\r\n" + other
                        + "\r\n$1\r\nc\r\n$1\r\nz\r\n");
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            ByteBuffer joined = ByteBuffer.allocate(whole.length);
            long at = 0;
            while (at < whole.length) {
                ByteBuffer slice = ByteBuffer.allocate(1 + random.nextInt(30_000));
                at += call.copyTo(at, slice);
                joined.put(slice.flip());
            }
            assertThat(joined.array()).isEqualTo(whole);
        }
    }

    @Test
    void argumentsAreASnapshot() {
        byte[] value = {'a'};
        Call<?> call = Call.of(CodecSource.NONE, "SET", "k", value);
        value[0] = 'b';
        assertThat(wire(call)).isEqualTo("*3 $3 SET $1 k $1 a ");
    }

    @Test
    void codecsOfBothKindsWrite() {
        Codec<Integer> plain = new Codec<>() {
            @Override
            public byte[] encode(Integer value) {
                return "z".repeat(value).getBytes(UTF_8);
            }

            @Override
            public Integer decode(byte[] bytes, int offset, int length) {
                return length;
            }
        };
        CommandSpec spec = CommandSpec.fixed("SET", ReplyDecoders.OK, "*3\r\n$3\r\nSET\r\n");
        CommandWriter writer = spec.writer()
                .size(Codec.bytes(), new byte[] {'k'})
                .size(plain, 5000)
                .begin();
        assertThat(wire(writer.put(Codec.bytes(), new byte[] {'k'})
                        .put(plain, 5000)
                        .call(CodecSource.NONE)))
                .isEqualTo("*3 $3 SET $1 k $5000 " + "z".repeat(5000) + " ");
    }

    @Test
    void aCodecThatWritesAnotherSizeThanItSaidIsRefused() {
        SizedCodec<String> lying = new SizedCodec<>() {
            @Override
            public int size(String value) {
                return 3;
            }

            @Override
            public int write(String value, byte[] target, int at) {
                target[at] = 'x';
                return at + 1;
            }

            @Override
            public String decode(byte[] bytes, int offset, int length) {
                return "";
            }

            @Override
            public String toString() {
                return "lying";
            }
        };
        CommandWriter writer = TOP.writer().size(lying, "a").begin();
        assertThatThrownBy(() -> writer.put(lying, "a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("lying: wrote 1 bytes (expected: 3, as its size said)");
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> Call.of(CodecSource.NONE, "SET", "k", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("SET: argument 2: null (expected: text, bytes or a number)");
        assertThatThrownBy(() -> Call.of(CodecSource.NONE, "set", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "SET: argument 1: a java.lang.Boolean (expected: String, byte[], ByteBuffer, or an integer or"
                                + " floating-point number)");
        assertThatThrownBy(() -> Call.of(CodecSource.NONE, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("command: \" \" (expected: at least one word)");
    }

    @Test
    void commandsThatHaveNotOneReplyAreKnownHoweverTheyAreWritten() {
        assertThat(Call.of(CodecSource.NONE, "monitor").hasOneReply()).isFalse();
        assertThat(Call.of(CodecSource.NONE, "client reply", "off").hasOneReply())
                .isFalse();
        assertThat(Call.of(CodecSource.NONE, "CLIENT", "reply", "off").hasOneReply())
                .isFalse();
        assertThat(Call.of(CodecSource.NONE, "CLIENT", "REPLY".getBytes(UTF_8), "off")
                        .hasOneReply())
                .isFalse();
        assertThat(Call.of(CodecSource.NONE, "CLIENT", "id").hasOneReply()).isTrue();
        assertThat(Call.of(CodecSource.NONE, "GET", "reply").hasOneReply()).isTrue();
    }

    private static String wire(Call<?> call) {
        return new String(bytes(call), UTF_8).replace("\r\n", " ");
    }

    private static byte[] bytes(Call<?> call) {
        ByteBuffer bytes = ByteBuffer.allocate((int) call.size());
        assertThat(call.copyTo(0, bytes)).isEqualTo(bytes.capacity());
        return bytes.array();
    }
}
