package io.aioredis.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An argument in the grammar of a command, as servers describe it.
 *
 * @param token the word before it, or, of {@link Type#PURE_TOKEN}, that it is; there is one empty word; null if it has none
 * @param isOptional whether it may be left out
 * @param isMultiple whether it may be repeated
 * @param repeatsToken whether its token is repeated with it
 * @param keySpec the index of the key specification that it belongs to, or -1
 * @param sinceText the version since which it is there, where that is not the command's; {@code >8.0.2} is some version
 *     later than that
 * @param deprecatedText the version since which it is deprecated
 * @param arguments what is in it: the choices of {@link Type#ONEOF}, the parts of {@link Type#BLOCK}
 */
record GrammarArgument(
        String name,
        Type type,
        @Nullable String token,
        boolean isOptional,
        boolean isMultiple,
        boolean repeatsToken,
        int keySpec,
        @Nullable String sinceText,
        @Nullable String deprecatedText,
        List<GrammarArgument> arguments) {

    /** What stands in the place of an argument. */
    enum Type {
        KEY("key"),
        STRING("string"),
        INTEGER("integer"),
        DOUBLE("double"),
        PATTERN("pattern"),
        UNIX_TIME("unix-time"),
        PURE_TOKEN("pure-token"),
        ONEOF("oneof"),
        BLOCK("block");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        static Type of(String text) {
            for (Type type : values()) {
                if (type.text.equals(text)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("type of an argument: \"" + text + "\"");
        }
    }

    Optional<String> since() {
        return Optional.ofNullable(sinceText);
    }

    Optional<String> deprecated() {
        return Optional.ofNullable(deprecatedText);
    }

    static List<GrammarArgument> parse(String text) {
        Parser parser = new Parser(text);
        List<GrammarArgument> arguments = text.isEmpty() ? List.of() : parser.list();
        if (parser.at != text.length()) {
            throw new IllegalArgumentException("arguments: \"" + text.substring(parser.at) + "\" (expected: the end)");
        }
        return arguments;
    }

    /** Reads {@code name:type"TOKEN"?*@0^6.2.0+8.2.0!2.8.12(arguments)}. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        List<GrammarArgument> list() {
            List<GrammarArgument> list = new ArrayList<>();
            do {
                list.add(argument());
            } while (take(' '));
            return List.copyOf(list);
        }

        private GrammarArgument argument() {
            String name = until(":");
            at++;
            Type type = Type.of(until("\"?*@^+!( )"));
            String token = null;
            if (take('"')) {
                token = until("\"");
                at++;
            }
            boolean isOptional = take('?');
            boolean isMultiple = take('*');
            boolean repeatsToken = take('*');
            int keySpec = take('@') ? Integer.parseInt(until("^+!( )")) : -1;
            String since = take('^') ? until("+!( )") : null;
            String found = take('+') ? until("!( )") : null;
            String deprecated = take('!') ? until("( )") : null;
            List<GrammarArgument> inner = List.of();
            if (take('(')) {
                inner = list();
                at++;
            }
            return new GrammarArgument(
                    name,
                    type,
                    token,
                    isOptional,
                    isMultiple,
                    repeatsToken,
                    keySpec,
                    since == null ? found : since,
                    deprecated,
                    inner);
        }

        private boolean take(char expected) {
            if (at == text.length() || text.charAt(at) != expected) {
                return false;
            }
            at++;
            return true;
        }

        private String until(String ends) {
            int from = at;
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }
    }
}
