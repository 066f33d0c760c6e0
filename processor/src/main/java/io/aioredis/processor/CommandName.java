package io.aioredis.processor;

import java.util.List;
import java.util.Locale;

/** Tells how many of a command's first words are its name. */
final class CommandName {
    private CommandName() {}

    /** Returns the name in upper case of a command whose first word is constant. */
    static String of(List<WordDefinition> words) {
        String first = constant(words.get(0));
        if (CommandTable.get().isContainer(first)
                && words.size() > 1
                && words.get(1) instanceof WordDefinition.Constant) {
            return first + " " + constant(words.get(1));
        }
        return first;
    }

    private static String constant(WordDefinition word) {
        return ((WordDefinition.Constant) word).text().toUpperCase(Locale.ROOT);
    }
}
