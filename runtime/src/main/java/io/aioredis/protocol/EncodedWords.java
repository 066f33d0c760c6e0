package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** The words of an encoded command; the command's own name is number 0. */
final class EncodedWords {
    /** A header is a type, at most ten digits and a line end. */
    private static final int HEADER_BYTES = 13;

    private final Object payload;
    private final long[] starts;
    private final int[] lengths;
    private final ByteBuffer window = ByteBuffer.allocate(HEADER_BYTES);

    private long at;

    EncodedWords(Object payload) {
        this.payload = payload;
        int count = readHeader(); // *3\r\n
        starts = new long[count];
        lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = readHeader(); // $3\r\n
            starts[i] = at;
            at += lengths[i] + 2; // SET\r\n
        }
    }

    private int readHeader() {
        window.clear();
        Payload.copy(payload, at, window);
        int number = 0;
        int next = 1;
        for (; window.get(next) != '\r'; next++) {
            number = 10 * number + window.get(next) - '0';
        }
        at += next + 2;
        return number;
    }

    int count() {
        return lengths.length;
    }

    byte[] bytes(int index) {
        byte[] word = new byte[lengths[index]];
        Payload.copy(payload, starts[index], ByteBuffer.wrap(word));
        return word;
    }

    String text(int index) {
        return new String(bytes(index), UTF_8);
    }

    /** Whether a word is the given one, which is in upper case, in any case. */
    boolean is(int index, String upper) {
        return lengths[index] == upper.length() && new String(bytes(index), US_ASCII).equalsIgnoreCase(upper);
    }

    /** The number that a word is, or -1 if it is none or less than 0. */
    long number(int index) {
        String text = lengths[index] > 19 ? "" : text(index);
        if (text.isEmpty()) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
