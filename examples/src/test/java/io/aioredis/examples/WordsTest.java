package io.aioredis.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void wordIsRunOfLettersInLowerCase() throws IOException {
        assertThat(words("The quick-brown FOX; x2y, snake_case\n\tend"))
                .containsExactly("the", "quick", "brown", "fox", "x", "y", "snake", "case", "end");
    }

    @Test
    void apostropheEndsWord() throws IOException {
        assertThat(words("don't 'quote'")).containsExactly("don", "t", "quote");
    }

    @Test
    void lettersBeyondAsciiEndWord() throws IOException {
        assertThat(words("na\u00efve \u00fcber caf\u00e9")).containsExactly("na", "ve", "ber", "caf");
    }

    @Test
    void onlyTheLettersOfAsciiAreLetters() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        assertThat(words(new ByteArrayInputStream(all)))
                .containsExactly("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz");
    }

    @Test
    void textWithoutLettersHasNoWords() throws IOException {
        assertThat(words("")).isEmpty();
        assertThat(words("1 + 2 = 3\n")).isEmpty();
    }

    @Test
    void nothingComesAfterTheEnd() throws IOException {
        Words words = new Words(new ByteArrayInputStream("end".getBytes(UTF_8)), bytes -> {});

        assertThat(words.next()).isEqualTo("end");
        assertThat(words.next()).isNull();
        assertThat(words.next()).isNull();
    }

    @Test
    void wordMayCrossTheEndOfTheBuffer() throws IOException {
        for (int before = Words.BUFFER_BYTES - 6; before <= Words.BUFFER_BYTES + 1; before++) {
            assertThat(words(" ".repeat(before) + "crossing over")).containsExactly("crossing", "over");
        }
    }

    @Test
    void wordMayBeLongerThanTheBuffer() throws IOException {
        String word = "x".repeat(3 * Words.BUFFER_BYTES + 1);

        assertThat(words(word + " y")).containsExactly(word, "y");
    }

    @Test
    void wordsAreTheSameWhenBytesComeOneByOne() throws IOException {
        InputStream oneByOne = new ByteArrayInputStream("one by one".getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }
        };

        assertThat(words(oneByOne)).containsExactly("one", "by", "one");
    }

    @Test
    void everyByteReadIsReported() throws IOException {
        LongAdder read = new LongAdder();
        byte[] text = "word ".repeat(Words.BUFFER_BYTES).getBytes(ISO_8859_1);
        Words words = new Words(new ByteArrayInputStream(text), read::add);
        while (words.next() != null) {}

        assertThat(read.sum()).isEqualTo(text.length);
    }

    private static List<String> words(String text) throws IOException {
        return words(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static List<String> words(InputStream text) throws IOException {
        Words words = new Words(text, bytes -> {});
        List<String> result = new ArrayList<>();
        for (String word = words.next(); word != null; word = words.next()) {
            result.add(word);
        }
        return result;
    }
}
