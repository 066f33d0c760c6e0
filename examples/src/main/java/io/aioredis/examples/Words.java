package io.aioredis.examples;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of a text, one at a time: every maximal run of the letters A to Z, in lower case.
 *
 * <p>It looks at bytes and decodes nothing, so that its words are those of {@code tr -cs 'A-Za-z' '\n' | tr 'A-Z' 'a-z'}
 * whatever the text is encoded in.
 */
final class Words {
    static final int BUFFER_BYTES = 64 * 1024;

    /** Whether a letter is in lower case; the letters of ASCII differ in nothing else. */
    private static final int LOWER_CASE = 0x20;

    private final InputStream in;
    private final LongConsumer onRead;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final StringBuilder word = new StringBuilder();
    private int position;
    private int limit;

    /**
     * Creates one that reads a text from where it stands, and leaves closing to the caller.
     *
     * @param onRead is told of each read how many bytes it gave
     */
    Words(InputStream in, LongConsumer onRead) {
        this.in = in;
        this.onRead = onRead;
    }

    /** Returns the next word, or null at the end. */
    @Nullable
    String next() throws IOException {
        word.setLength(0);
        for (int b = read(); b >= 0; b = read()) {
            int letter = b | LOWER_CASE;
            if (letter >= 'a' && letter <= 'z') {
                word.append((char) letter);
            } else if (!word.isEmpty()) {
                break;
            }
        }
        return word.isEmpty() ? null : word.toString();
    }

    /** The next byte as a number from 0 to 255, or -1 at the end. */
    private int read() throws IOException {
        if (position == limit) {
            limit = Math.max(0, in.read(buffer));
            position = 0;
            if (limit == 0) {
                return -1;
            }
            onRead.accept(limit);
        }
        return buffer[position++] & 0xff;
    }
}
