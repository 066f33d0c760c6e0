package io.aioredis.processor;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a {@code @Command}, split into its words.
 *
 * @param text as written
 * @param words in order
 */
record Template(String text, List<Word> words) {

    /** A word of the text: constant, or the name of the parameter that stands there. */
    record Word(String text, boolean isName) {}

    static Template parse(String text) {
        List<Word> words = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            if (word.startsWith("::")) {
                words.add(new Word(word.substring(1), false));
            } else if (word.startsWith(":")) {
                words.add(new Word(word.substring(1), true));
            } else if (!word.isEmpty()) {
                words.add(new Word(word, false));
            }
        }
        return new Template(text, List.copyOf(words));
    }

    /** Whether the first word is constant, so that the command has a name. */
    boolean hasCommandName() {
        return !words.isEmpty() && !words.get(0).isName();
    }

    /** Whether the text says where parameters stand; otherwise they follow the words. */
    boolean placesParameters() {
        return words.stream().anyMatch(Word::isName);
    }
}
