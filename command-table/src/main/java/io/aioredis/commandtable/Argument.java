package io.aioredis.commandtable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a command's grammar, as servers describe it.
 *
 * <p>Its text is {@code name:type"TOKEN"?*@0^6.2.0+8.2.0!2.8.12(arguments)}, of which all but name and type may be
 * absent: the word before it (or, of a pure-token, that it is), optional, multiple ({@code **} if the token is repeated
 * with each value), the index of its key specification, the version since which it is there as the server says ({@code
 * ^}) or as a comparison of servers showed ({@code +}, where {@code >8.0.2} is later than that), the version since which
 * it is deprecated, and what is inside of it.
 *
 * @param token null if it has none; there is one empty token
 * @param keySpec the index of a key specification, or -1
 */
record Argument(
        String name,
        String type,
        @Nullable String token,
        boolean optional,
        boolean multiple,
        boolean multipleToken,
        int keySpec,
        @Nullable String since,
        @Nullable String added,
        @Nullable String deprecatedSince,
        List<Argument> arguments) {

    Argument withAdded(@Nullable String version, List<Argument> inner) {
        return new Argument(
                name, type, token, optional, multiple, multipleToken, keySpec, since, version, deprecatedSince, inner);
    }

    boolean isPureToken() {
        return type.equals("pure-token");
    }

    /** How many words it takes if it is given once; only of what has a fixed number of them. */
    int words() {
        int own = token != null && !isPureToken() ? 1 : 0;
        if (type.equals("block")) {
            return own + arguments.stream().mapToInt(Argument::words).sum();
        }
        return own + 1;
    }

    /** The argument and all that is in it. */
    Stream<Argument> walk() {
        return Stream.concat(Stream.of(this), arguments.stream().flatMap(Argument::walk));
    }

    static String text(List<Argument> arguments) {
        return arguments.stream().map(Argument::toString).collect(Collectors.joining(" "));
    }

    /** What of a grammar matters when that of two products is compared: all but versions and names. */
    static String structure(List<Argument> arguments) {
        StringBuilder text = new StringBuilder();
        for (Argument argument : arguments) {
            argument.appendRest(text.append(argument.type));
            text.append('(').append(structure(argument.arguments)).append(") ");
        }
        return text.toString();
    }

    private void appendRest(StringBuilder text) {
        if (token != null) {
            text.append('"').append(token).append('"');
        }
        text.append(optional ? "?" : "").append(multiple ? multipleToken ? "**" : "*" : "");
        if (keySpec >= 0) {
            text.append('@').append(keySpec);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append(':').append(type);
        appendRest(text);
        text.append(since == null ? "" : "^" + since);
        text.append(added == null ? "" : "+" + added);
        text.append(deprecatedSince == null ? "" : "!" + deprecatedSince);
        return arguments.isEmpty()
                ? text.toString()
                : text.append('(').append(text(arguments)).append(')').toString();
    }

    static List<Argument> parse(String text) {
        Parser parser = new Parser(text);
        List<Argument> arguments = text.isEmpty() ? List.of() : parser.list();
        if (parser.at != text.length()) {
            throw new IllegalArgumentException("arguments: \"" + text.substring(parser.at) + "\" (expected: the end)");
        }
        return arguments;
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        List<Argument> list() {
            List<Argument> list = new ArrayList<>();
            do {
                list.add(argument());
            } while (take(' '));
            return List.copyOf(list);
        }

        private Argument argument() {
            String name = until(":");
            at++;
            String type = until("\"?*@^+!( )");
            String token = null;
            if (take('"')) {
                token = until("\"");
                at++;
            }
            boolean optional = take('?');
            boolean multiple = take('*');
            boolean multipleToken = take('*');
            int keySpec = take('@') ? Integer.parseInt(until("^+!( )")) : -1;
            String since = take('^') ? until("+!( )") : null;
            String added = take('+') ? until("!( )") : null;
            String deprecated = take('!') ? until("( )") : null;
            List<Argument> inner = List.of();
            if (take('(')) {
                inner = list();
                at++;
            }
            return new Argument(
                    name, type, token, optional, multiple, multipleToken, keySpec, since, added, deprecated, inner);
        }

        private boolean take(char expected) {
            boolean isNext = at < text.length() && text.charAt(at) == expected;
            at += isNext ? 1 : 0;
            return isNext;
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
