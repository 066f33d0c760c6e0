package io.aioredis.processor;

import java.util.ArrayList;
import java.util.List;

/**
 * The kind of a command's reply under conditions.
 *
 * @param conditions all hold: a token in upper case that is there, the name of an argument that is given, or, with an at
 *     sign, what the server or the connection is ({@code @redis<7.0}); empty for the plain form
 * @param resp2 the kind in RESP2
 * @param resp3 the kind in RESP3
 * @param nilReasons why the whole reply may be nil ({@code missing-key}); empty if it never is
 * @param notes what else there is to know ({@code neg-codes}, {@code closes})
 */
record ReplyRow(List<String> conditions, Kind resp2, Kind resp3, List<String> nilReasons, List<String> notes) {
    static ReplyRow parse(String text) {
        String[] cells = text.split(" ");
        Kind resp2 = Kind.parse(cells[1]);
        Kind resp3 = cells[2].equals("=") ? resp2 : Kind.parse(cells[2]);
        List<String> nilReasons = cells[3].startsWith("yes:") ? list(cells[3].substring(4), ",") : List.of();
        return new ReplyRow(list(cells[0], "&"), resp2, resp3, nilReasons, list(cells[4], ","));
    }

    /** Whether the whole reply may be nil. */
    boolean mayBeNil() {
        return !nilReasons.isEmpty();
    }

    private static List<String> list(String text, String separator) {
        return text.equals("-") ? List.of() : List.of(text.split(separator));
    }

    /**
     * The kind of a value: {@code array<bulk?>}, or several that may come, {@code ok|status}.
     *
     * @param name {@code bulk}, {@code array}, {@code tuple} …; {@code |} if there are several
     * @param field the name that it has in a record; empty if it stands in none. It may end in a star, for any rest
     * @param mayBeNil whether nil may come in its place, as a part of another
     * @param isRepeated whether, as the last of a tuple, it may come any number of times
     * @param parts the kinds in it, or the several
     */
    record Kind(String name, String field, boolean mayBeNil, boolean isRepeated, List<Kind> parts) {
        static Kind parse(String text) {
            Parser parser = new Parser(text);
            Kind kind = parser.kind(false);
            if (parser.at != text.length()) {
                throw new IllegalArgumentException("kind: \"" + text + "\" (expected: its end at " + parser.at + ")");
            }
            return kind;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(field.isEmpty() ? "" : field + ":");
            List<String> inner = parts.stream().map(Kind::toString).toList();
            if (name.equals("|")) {
                text.append(String.join("|", inner));
            } else {
                text.append(name).append(inner.isEmpty() ? "" : "<" + String.join(",", inner) + ">");
            }
            return text.append(mayBeNil ? "?" : "")
                    .append(isRepeated ? "*" : "")
                    .toString();
        }
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Kind kind(boolean isInRecord) {
            String field = isInRecord ? until(":") : "";
            at += isInRecord ? 1 : 0;
            Kind first = one(field);
            if (!isNext('|')) {
                return first;
            }
            List<Kind> several = new ArrayList<>(List.of(one(first)));
            while (isNext('|')) {
                at++;
                several.add(one(""));
            }
            return new Kind("|", field, false, false, List.copyOf(several));
        }

        /** The same without a field, which belongs to all that may come. */
        private static Kind one(Kind kind) {
            return new Kind(kind.name, "", kind.mayBeNil, kind.isRepeated, kind.parts);
        }

        private Kind one(String field) {
            String name = until("<>,|?*");
            List<Kind> parts = new ArrayList<>();
            if (isNext('<')) {
                do {
                    at++;
                    parts.add(kind(name.equals("record")));
                } while (isNext(','));
                if (!isNext('>')) {
                    throw new IllegalArgumentException("kind: \"" + text + "\" (expected: > at " + at + ")");
                }
                at++;
            }
            boolean mayBeNil = isNext('?');
            at += mayBeNil ? 1 : 0;
            boolean isRepeated = isNext('*');
            at += isRepeated ? 1 : 0;
            return new Kind(name, field, mayBeNil, isRepeated, List.copyOf(parts));
        }

        private boolean isNext(char expected) {
            return at < text.length() && text.charAt(at) == expected;
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
