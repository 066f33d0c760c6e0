package io.aioredis.protocol;

import io.aioredis.exception.ProtocolException;
import java.util.Arrays;

/**
 * Finds where a reply ends, without looking at any byte twice however the bytes are cut.
 *
 * <p>Attributes, and pushes inside an aggregate, belong to the frame that they stand in but are no element of it.
 */
final class Framer {
    /** Where the next byte stands, named by what is before it. */
    private enum State {
        /** <here>$3\r\n */
        TYPE,
        /** $<here>3\r\n: a length or count. */
        LENGTH,
        /** +O<here>K\r\n: a line whose content is the reader's affair. */
        LINE,
        /** +OK\r<here>\n */
        LINE_FEED,
        /** $3\r\na<here>bc\r\n */
        BODY,
        /** $3\r\nabc<here>\r\n */
        BODY_CR,
        /** $3\r\nabc\r<here>\n */
        BODY_LF
    }

    /** A line has no length before it; this bounds errors and status texts. */
    private static final int MAX_LINE = 64 * 1024;

    /** As many digits, and a sign, are a number of 64 bits. */
    private static final int MAX_DIGITS = 18;

    private final ReplyLimits limits;
    private State state = State.TYPE;

    private byte type;
    private long number;
    private boolean negative;
    private int lineLength;
    private long bodyLeft;

    /** How many values each open aggregate still waits for, and whether its end is no element of the one around it. */
    private long[] missing = new long[4];

    private boolean[] aside = new boolean[4];
    private int depth;

    /** Whether a push stands inside the frame at hand, or the one just ended. */
    private boolean hasPushInside;

    Framer(ReplyLimits limits) {
        this.limits = limits;
    }

    /**
     * Returns the index behind the frame's last byte, or -1 if the frame goes on behind {@code end}.
     *
     * <p>A value that is whole falls through from state to state, and so is dispatched once and not for each byte.
     */
    @SuppressWarnings("fallthrough")
    int advance(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            switch (state) {
                case TYPE:
                    type = bytes[at++];
                    lineLength = 0;
                    if (!hasLength()) {
                        state = State.LINE;
                        continue;
                    }
                    number = 0;
                    negative = false;
                    state = State.LENGTH;
                // fall through
                case LENGTH:
                    at = readLength(bytes, at, end);
                    if (state == State.LENGTH || at == end) {
                        break;
                    }
                // fall through
                case LINE_FEED:
                    requireByte('\n', bytes[at++]);
                    if (endLine()) {
                        return at;
                    }
                    if (state != State.BODY) {
                        break;
                    }
                // fall through
                case BODY:
                    int skipped = (int) Math.min(bodyLeft, end - at);
                    at += skipped;
                    bodyLeft -= skipped;
                    if (bodyLeft > 0) {
                        break;
                    }
                    state = State.BODY_CR;
                    if (at == end) {
                        break;
                    }
                // fall through
                case BODY_CR:
                    requireByte('\r', bytes[at++]);
                    state = State.BODY_LF;
                    if (at == end) {
                        break;
                    }
                // fall through
                case BODY_LF:
                    requireByte('\n', bytes[at++]);
                    if (endValue()) {
                        return at;
                    }
                    break;
                case LINE:
                    at = skipLine(bytes, at, end);
                    break;
            }
        }
        return -1;
    }

    /** Whether a push stands inside the frame that has just ended; forgets it. */
    boolean tookPushInside() {
        boolean had = hasPushInside;
        hasPushInside = false;
        return had;
    }

    /** How many bytes of the value at hand are known to be missing; 0 if nothing is known. */
    long missingBytes() {
        return state == State.BODY ? bodyLeft + 2 : 0;
    }

    private boolean hasLength() {
        return switch (type) {
            case '$', '=', '!', '*', '%', '~', '>', '|' -> true;
            default -> {
                ReplyKind.of(type);
                yield false;
            }
        };
    }

    private int readLength(byte[] bytes, int from, int end) {
        int at = from;
        long value = number;
        while (at < end) {
            byte next = bytes[at++];
            if (next >= '0' && next <= '9' && lineLength < MAX_DIGITS) {
                value = value * 10 + (next - '0');
                lineLength++;
            } else if (next == '\r') {
                state = State.LINE_FEED;
                break;
            } else if (next == '-' && lineLength == 0) {
                negative = true;
                lineLength++;
            } else {
                throw noLength(next);
            }
        }
        number = value;
        return at;
    }

    private ProtocolException noLength(byte next) {
        return new ProtocolException(
                typeName() + " length: "
                        + (next == '?'
                                ? "? (expected: a number, since streamed replies are not known)"
                                : "byte " + (next & 0xff) + " (expected: a decimal number)"),
                null);
    }

    private int skipLine(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            byte next = bytes[at++];
            if (next == '\r') {
                state = State.LINE_FEED;
                break;
            }
            if (next == '\n') {
                throw new ProtocolException(typeName() + ": a bare line feed (expected: \\r\\n)", null);
            }
        }
        lineLength += at - from;
        if (lineLength > MAX_LINE) {
            throw new ProtocolException(
                    typeName() + " length: " + lineLength + " (expected: <= " + MAX_LINE + ")", null);
        }
        return at;
    }

    /** Returns whether the frame ends with this line. */
    private boolean endLine() {
        switch (type) {
            case '$', '=', '!' -> {
                return startBody();
            }
            case '*', '~', '>' -> {
                return startAggregate(number);
            }
            case '%', '|' -> {
                return startAggregate(2 * number);
            }
            default -> {
                return endValue();
            }
        }
    }

    private boolean startBody() {
        if (isNil()) {
            return endValue();
        }
        if (number > limits.maxBulkBytes()) {
            throw new ProtocolException(
                    "bulk length: " + number + " (expected: <= " + limits.maxBulkBytes() + ")", null);
        }
        bodyLeft = number;
        state = number == 0 ? State.BODY_CR : State.BODY;
        return false;
    }

    private boolean startAggregate(long values) {
        if (isNil()) {
            return endValue();
        }
        if (number > limits.maxElements()) {
            throw new ProtocolException(
                    typeName() + " elements: " + number + " (expected: <= " + limits.maxElements() + ")", null);
        }
        boolean isPushInside = type == '>' && depth > 0;
        hasPushInside |= isPushInside;
        boolean isAside = type == '|' || isPushInside;
        if (values == 0) {
            state = State.TYPE;
            return !isAside && endValue();
        }
        if (depth == limits.maxNesting()) {
            throw new ProtocolException("nesting: more than " + depth + " (expected: <= " + depth + ")", null);
        }
        if (depth == missing.length) {
            missing = Arrays.copyOf(missing, 2 * depth);
            aside = Arrays.copyOf(aside, 2 * depth);
        }
        missing[depth] = values;
        aside[depth] = isAside;
        depth++;
        state = State.TYPE;
        return false;
    }

    /** A length of -1 is a nil of RESP2; any other negative length, or a lone sign, is none. */
    private boolean isNil() {
        if (lineLength == 0 || (negative && (number != 1 || (type != '$' && type != '*')))) {
            throw new ProtocolException(
                    typeName() + " length: " + (lineLength == 0 ? "none" : negative ? "-" + number : "" + number)
                            + " (expected: >= 0)",
                    null);
        }
        return negative;
    }

    /** Returns whether the value that ends here is the last of the frame. */
    private boolean endValue() {
        state = State.TYPE;
        while (depth > 0) {
            if (--missing[depth - 1] > 0) {
                return false;
            }
            depth--;
            if (aside[depth]) {
                return false;
            }
        }
        return true;
    }

    private void requireByte(char expected, byte actual) {
        if (actual != expected) {
            throw new ProtocolException(
                    "byte behind " + typeName() + ": " + (actual & 0xff) + " (expected: " + (int) expected + ")", null);
        }
    }

    private String typeName() {
        return type == '|' ? "attribute" : ReplyKind.of(type).toString();
    }
}
