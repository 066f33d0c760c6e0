package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.exception.DecodeException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+0",
                "0.0",
                "-0.0",
                "1",
                "1.",
                ".5",
                "-.5",
                "0.1",
                "0.3",
                "123456.789",
                "9007199254740992",
                "9007199254740993",
                "9007199254740992.5",
                "0.9007199254740993",
                "999999999999999999",
                "9999999999999999999",
                "1234567890123456789",
                "1e5",
                "1E-5",
                "1.7976931348623157e308",
                "1e400",
                "4.9e-324",
                "2.2250738585072014E-308",
                "0.000000000000000001",
                "0.0000000000000000001",
                "000000000000000000001",
                "00000000000000.0001",
                "+1.5",
                "0x1p3",
                "1d",
                " 1 ",
                "NaN",
                "Infinity",
                "-Infinity",
                "17976931348623157",
                "0.30000000000000004"
            })
    void aDoubleIsWhatTheJdkMakesOfIt(String text) {
        assertSameDouble(text);
    }

    @Test
    void generatedDoublesAreWhatTheJdkMakesOfThem() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("generatedDoublesAreWhatTheJdkMakesOfThem: -Dseed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300_000; i++) {
            assertSameDouble(
                    switch (random.nextInt(8)) {
                        case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                        case 1 -> Double.toString(random.nextGaussian());
                        case 2 -> String.format(Locale.ROOT, "%.17g", random.nextDouble() * (1L << random.nextInt(60)));
                        case 3 -> Long.toString(random.nextLong() >> random.nextInt(64));
                        case 4 ->
                            BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(25))
                                    .toPlainString();
                        case 5 -> (random.nextBoolean() ? "-" : "") + digits(random) + "." + digits(random);
                        case 6 -> digits(random) + "e" + (random.nextInt(80) - 40);
                        default ->
                            BigDecimal.valueOf((1L << 53) + random.nextInt(5) - 2, random.nextInt(20))
                                    .toPlainString();
                    });
        }
    }

    @Test
    void theServersWordsAreNumbersToo() {
        assertThat(parseDouble("inf")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(parseDouble("+inf")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(parseDouble("-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(parseDouble("nan")).isNaN();
        assertThat(parseDouble("-nan")).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "-.", "+", "1..2", "1.2.3", "1-2", "abc", "1,5", "--1", "١", "infinity"})
    void whatIsNoDoubleIsRefusedWithoutItsText(String text) {
        assertThatThrownBy(() -> parseDouble(text))
                .isInstanceOf(DecodeException.class)
                .hasMessage("reply: text of " + text.getBytes(UTF_8).length + " bytes (expected: double)");
    }

    @Test
    void generatedIntegersAreWhatTheJdkMakesOfThem() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertThat(parseLong(Long.toString(value))).isEqualTo(value);
        }
        assertThat(parseLong("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(parseLong("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(parseLong("+5")).isEqualTo(5);
        assertThat(parseLong("00000000000000000001")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                "1.0",
                "x",
                "9223372036854775808",
                "-9223372036854775809",
                "1 ",
                "000000000000000000001"
            })
    void whatIsNoIntegerIsRefusedWithoutItsText(String text) {
        assertThatThrownBy(() -> parseLong(text))
                .isInstanceOf(DecodeException.class)
                .hasMessage("reply: text of " + text.length() + " bytes (expected: integer)");
    }

    private static String digits(Random random) {
        StringBuilder digits = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            digits.append((char) ('0' + (random.nextInt(3) == 0 ? 0 : random.nextInt(10))));
        }
        return digits.toString();
    }

    /** Bit by bit, so that the zeros differ. */
    private static void assertSameDouble(String text) {
        assertThat(Double.doubleToLongBits(parseDouble(text)))
                .as(text)
                .isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
    }

    private static double parseDouble(String text) {
        byte[] bytes = ("7" + text + "7").getBytes(UTF_8);
        return Numbers.parseDouble(bytes, 1, bytes.length - 2);
    }

    private static long parseLong(String text) {
        byte[] bytes = ("7" + text + "7").getBytes(UTF_8);
        return Numbers.parseLong(bytes, 1, bytes.length - 2);
    }
}
