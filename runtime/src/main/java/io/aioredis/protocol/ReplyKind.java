package io.aioredis.protocol;

import io.aioredis.exception.ProtocolException;

/** The kinds of values in a reply. Kinds marked so exist in RESP3 only. */
public enum ReplyKind {
    /** A short text such as {@code OK}. */
    STATUS("status"),
    /** An error; at the top of a reply it fails the command. */
    ERROR("error"),
    /** A signed 64-bit number. */
    INTEGER("integer"),
    /** Any bytes. */
    BULK("bulk string"),
    /** A sequence of values. */
    ARRAY("array"),
    /** Nothing, in any of its forms. */
    NIL("nil"),
    /** A floating-point number (RESP3). */
    DOUBLE("double"),
    /** True or false (RESP3). */
    BOOLEAN("boolean"),
    /** An integer of any size (RESP3). */
    BIG_NUMBER("big number"),
    /** Text with a three-letter format before it (RESP3). */
    VERBATIM("verbatim string"),
    /** Pairs of values (RESP3). */
    MAP("map"),
    /** A sequence of values without order (RESP3). */
    SET("set"),
    /** What the server sends unasked (RESP3). */
    PUSH("push");

    private final String label;

    ReplyKind(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }

    /** The kind that a first byte announces; bulk strings and arrays may still turn out to be nil. */
    static ReplyKind of(byte first) {
        return switch (first) {
            case '+' -> STATUS;
            case '-', '!' -> ERROR;
            case ':' -> INTEGER;
            case '$' -> BULK;
            case '*' -> ARRAY;
            case '_' -> NIL;
            case ',' -> DOUBLE;
            case '#' -> BOOLEAN;
            case '(' -> BIG_NUMBER;
            case '=' -> VERBATIM;
            case '%' -> MAP;
            case '~' -> SET;
            case '>' -> PUSH;
            default ->
                throw new ProtocolException(
                        "first byte of a reply: " + (first & 0xff)
                                + " (expected: one of + - : $ * _ , # ! = ( % ~ > |)",
                        null);
        };
    }
}
