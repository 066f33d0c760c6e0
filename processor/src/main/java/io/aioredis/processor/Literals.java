package io.aioredis.processor;

/** Writes text as Java has it; JavaPoet would break a literal at each line feed, of which a command is full. */
final class Literals {
    private Literals() {}

    static String of(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\r' -> literal.append("\\r");
                case '\n' -> literal.append("\\n");
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                default -> literal.append(c >= ' ' && c < 0x7f ? String.valueOf(c) : "\\u%04x".formatted((int) c));
            }
        }
        return literal.append('"').toString();
    }
}
