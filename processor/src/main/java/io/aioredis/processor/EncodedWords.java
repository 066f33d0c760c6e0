package io.aioredis.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a command as they are sent: constant words that are neighbours are one piece.
 *
 * @param head the number of words and the constant ones before the first argument
 * @param rest arguments, and the constant words behind them
 */
record EncodedWords(String head, List<Piece> rest) {

    /** What is written by one call of the writer. */
    sealed interface Piece {}

    /** Constant words, encoded. */
    record Constant(String encoded) implements Piece {}

    /** An argument. */
    record Argument(WordDefinition.Argument argument) implements Piece {}

    static EncodedWords of(List<WordDefinition> words) {
        StringBuilder head = new StringBuilder("*" + words.size() + "\r\n");
        StringBuilder constant = head;
        List<Piece> rest = new ArrayList<>();
        for (WordDefinition word : words) {
            if (word instanceof WordDefinition.Constant c) {
                constant.append(encode(c.text()));
            } else if (word instanceof WordDefinition.Argument argument) {
                addConstant(constant, head, rest);
                rest.add(new Argument(argument));
                constant = new StringBuilder();
            }
        }
        addConstant(constant, head, rest);
        return new EncodedWords(head.toString(), List.copyOf(rest));
    }

    private static void addConstant(StringBuilder constant, StringBuilder head, List<Piece> rest) {
        if (constant != head && !constant.isEmpty()) {
            rest.add(new Constant(constant.toString()));
        }
    }

    private static String encode(String word) {
        return "$" + word.getBytes(UTF_8).length + "\r\n" + word + "\r\n";
    }

    List<WordDefinition.Argument> arguments() {
        return rest.stream()
                .filter(Argument.class::isInstance)
                .map(piece -> ((Argument) piece).argument())
                .toList();
    }

    List<String> constants() {
        return rest.stream()
                .filter(Constant.class::isInstance)
                .map(piece -> ((Constant) piece).encoded())
                .toList();
    }
}
