package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aioredis.exception.DecodeException;

/** Numbers that come as text, parsed where they lie. */
final class Numbers {
    /** As many digits are a long without an overflow. */
    private static final int LONG_DIGITS = 18;

    /** The powers of ten that a double holds exactly. */
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    /** Integers up to this are held exactly by a double. */
    private static final long EXACT = 1L << 53;

    private Numbers() {}

    /** As {@link Long#parseLong}, with a {@link DecodeException} for what is no number. */
    static long parseLong(byte[] text, int from, int length) {
        int end = from + length;
        int at = from;
        boolean negative = length > 0 && text[from] == '-';
        if (negative) {
            at++;
        }
        if (at < end && end - at <= LONG_DIGITS) {
            long value = 0;
            while (at < end && isDigit(text[at])) {
                value = value * 10 + (text[at++] - '0');
            }
            if (at == end) {
                return negative ? -value : value;
            }
        }
        try {
            if (length <= 20) {
                return Long.parseLong(new String(text, from, length, ISO_8859_1));
            }
        } catch (NumberFormatException e) {
            // said below, without the text
        }
        throw noNumber(length, "integer");
    }

    /**
     * As {@link Double#parseDouble}, with the server's words for what is infinite or no number and a {@link
     * DecodeException} for other text.
     *
     * <p>A decimal without exponent whose digits make an integer of up to 53 bits needs one division of two numbers that
     * are exact, which rounds once, as it must.
     */
    static double parseDouble(byte[] text, int from, int length) {
        int end = from + length;
        int at = from;
        boolean negative = length > 0 && text[from] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        int point = -1;
        long value = 0;
        if (end - first <= LONG_DIGITS + 1) {
            while (at < end) {
                byte next = text[at];
                if (isDigit(next)) {
                    value = value * 10 + (next - '0');
                } else if (next == '.' && point < 0) {
                    point = at;
                } else {
                    break;
                }
                at++;
            }
            int digits = at - first - (point < 0 ? 0 : 1);
            if (at == end && digits > 0 && digits <= LONG_DIGITS && value <= EXACT) {
                double exact = point < 0 ? value : value / POWERS_OF_TEN[end - point - 1];
                return negative ? -exact : exact;
            }
        }
        return parseAnyDouble(new String(text, from, length, ISO_8859_1));
    }

    private static double parseAnyDouble(String text) {
        return switch (text) {
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw noNumber(text.length(), "double");
                }
            }
        };
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static DecodeException noNumber(int length, String expected) {
        return new DecodeException("reply: text of " + length + " bytes (expected: " + expected + ")", null);
    }
}
