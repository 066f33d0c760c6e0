package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aioredis.codec.Codec;
import io.aioredis.exception.DecodeException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.ReplyException;
import java.util.Arrays;

/**
 * Reads one complete reply from front to back, value by value.
 *
 * <p>Each {@code read…} consumes one value. An aggregate is entered by {@link #beginArray} or {@link #beginMap}, which
 * say how many values follow, and left by {@link #end} when all of them were read. A value of another kind than the one
 * asked for is a {@link DecodeException}; an error in the place of a value is thrown as the {@link ReplyException} that
 * it is. Attributes, and pushes inside an aggregate, are never seen.
 *
 * <p>Belongs to the connection's event loop and is valid only until the decoder that it was given to returns; then every
 * method throws {@link IllegalStateException}.
 */
public final class ReplyReader {
    private static final byte[] NOTHING = {};
    private static final byte[][] NO_SEGMENTS = {};

    /** The segment being read. */
    private byte[] bytes = NOTHING;

    private int at;
    private int limit;

    /** The segments of a reply that did not come in one piece; one that was read through is let go. */
    private byte[][] segments = NO_SEGMENTS;

    private int segmentCount;
    private int segment;
    private int lastChunkLength;
    private int tailFrom;
    private int tailEnd;

    /** How many values are left to read at each level; level 0 is the reply itself. */
    private int[] left = new int[8];

    private int depth;
    private boolean open;

    ReplyReader() {}

    /** Makes this a reader of a frame that lies in one piece. */
    void reset(byte[] frame, int from, int end) {
        bytes = frame;
        at = from;
        limit = end;
        segments = NO_SEGMENTS;
        segmentCount = 0;
        start();
    }

    /** Makes this a reader of a frame that begins in chunks and ends in another array. */
    void reset(byte[][] chunks, int chunkCount, int lastLength, byte[] tail, int from, int end) {
        segments = Arrays.copyOf(chunks, chunkCount + 1);
        segments[chunkCount] = tail;
        segmentCount = chunkCount + 1;
        segment = -1;
        lastChunkLength = lastLength;
        tailFrom = from;
        tailEnd = end;
        nextSegment();
        start();
    }

    private void start() {
        depth = 0;
        left[0] = 1;
        open = true;
    }

    /** Ends the use of this reader; the frame is done with, whether it was read or not. */
    void close() {
        open = false;
        bytes = NOTHING;
        at = 0;
        limit = 0;
        segments = NO_SEGMENTS;
        segmentCount = 0;
    }

    /** Throws unless the whole reply was read, since what a decoder leaves unread it has not understood. */
    void requireWhollyRead() {
        if (depth > 0 || left[0] > 0) {
            throw new DecodeException(
                    "the decoder left " + left[depth] + " value(s) unread at level " + depth
                            + " of the reply (expected: all read)",
                    null);
        }
    }

    /**
     * Bounds what is read to the next value, until {@link #endElement}; nothing can be read between two elements.
     *
     * @return what to give to {@link #endElement}
     */
    int beginElement() {
        open = true;
        firstByte();
        consumed();
        pushLevel(1);
        return depth;
    }

    /**
     * Moves behind the value that {@link #beginElement} stood before, however much of it was read, and says whether that
     * was all of it. Every read either takes its whole value or leaves the reader before it, so that this works after any
     * exception that is not of the protocol.
     */
    boolean endElement(int element) {
        boolean isWhole = depth == element && left[depth] == 0;
        while (depth >= element) {
            while (left[depth] > 0) {
                skipValue();
            }
            depth--;
        }
        open = false; // to a decoder that keeps its reader the next element is none of its own
        return isWhole;
    }

    /** The kind of the next value. */
    public ReplyKind peek() {
        byte first = firstByte();
        if ((first == '$' || first == '*') && byteAhead(1) == '-') {
            return ReplyKind.NIL;
        }
        return ReplyKind.of(first);
    }

    /** Reads a nil if the next value is one, and says whether it was. */
    public boolean readIfNil() {
        if (peek() != ReplyKind.NIL) {
            return false;
        }
        skipValue();
        return true;
    }

    /** Reads a status if the next value is this one, and says whether it was. */
    public boolean readIfStatus(String status) {
        if (firstByte() != '+' || byteAhead(status.length() + 1) != '\r') {
            return false;
        }
        for (int i = 0; i < status.length(); i++) {
            if (byteAhead(i + 1) != status.charAt(i)) {
                return false;
            }
        }
        skipValue();
        return true;
    }

    /** Reads an integer, or text that holds a decimal integer. */
    public long readLong() {
        byte first = firstByte();
        if (first == ':') {
            at++;
            long value = readInteger();
            consumed();
            return value;
        }
        byte[] text = readText("integer", first == '$' || first == '(');
        if (text.length == 0 || text.length > 20) {
            throw new DecodeException("reply: text of " + text.length + " bytes (expected: integer)", null);
        }
        try {
            return Long.parseLong(new String(text, UTF_8));
        } catch (NumberFormatException e) {
            throw new DecodeException("reply: text of " + text.length + " bytes (expected: integer)", null);
        }
    }

    /** Reads an integer of 32 bits, as {@link #readLong}. */
    public int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw new DecodeException("reply: an integer beyond 32 bits (expected: int)", null);
        }
        return (int) value;
    }

    /** Reads a floating-point number, an integer, or text that holds either, {@code inf} and {@code nan} included. */
    public double readDouble() {
        byte first = firstByte();
        if (first == ':') {
            return readLong();
        }
        byte[] text = readText("double", first == ',' || first == '$');
        return parseDouble(text);
    }

    /** Reads a boolean, or one of the integers 0 and 1. */
    public boolean readBoolean() {
        byte first = firstByte();
        if (first == '#') {
            at++;
            byte value = nextByte();
            endLine();
            consumed();
            if (value != 't' && value != 'f') {
                throw new ProtocolException("boolean: byte " + (value & 0xff) + " (expected: t or f)", null);
            }
            return value == 't';
        }
        if (first != ':') {
            throw unexpected("boolean");
        }
        long value = readLong();
        if (value != 0 && value != 1) {
            throw new DecodeException("reply: another integer (expected: 0 or 1)", null);
        }
        return value == 1;
    }

    /** Reads text as UTF-8: a status, a bulk string, a verbatim string without its format, a number as it is written. */
    public String readString() {
        return readBulk(Codec.utf8());
    }

    /** Reads a bulk string, or any of what {@link #readString} reads, as bytes of its own. */
    public byte[] readBytes() {
        return readBulk(Codec.bytes());
    }

    /** Reads a bulk string, or any of what {@link #readString} reads, by a codec. */
    public <T> T readBulk(Codec<T> codec) {
        byte first = firstByte();
        if (first == '$' && byteAhead(1) != '-') {
            at++;
            int length = readLength();
            byte[] source = bytes;
            int from = at;
            if (length <= limit - at) {
                at += length;
            } else {
                source = readAcross(length);
                from = 0;
            }
            endLine();
            consumed(); // before the codec runs, which may throw
            return codec.decode(source, from, length);
        }
        byte[] text = readText("bulk string", first == '+' || first == '=' || first == ',' || first == '(');
        return codec.decode(text, 0, text.length);
    }

    /** Reads an error as the exception that it stands for, without throwing it. */
    public ReplyException readError() {
        byte first = firstByte();
        if (first != '-' && first != '!') {
            throw unexpected("error");
        }
        return ReplyException.of(new String(takeText(first), UTF_8));
    }

    /** Enters an array, set, push or map and returns the number of values in it, two for each pair of a map. */
    public int beginArray() {
        byte first = firstByte();
        if (first == '%') {
            return begin(2);
        }
        if ((first != '*' && first != '~' && first != '>') || peek() == ReplyKind.NIL) {
            throw unexpected("array");
        }
        return begin(1);
    }

    /** Enters a map, or an array of alternating keys and values, and returns the number of pairs in it. */
    public int beginMap() {
        int values = beginArray();
        if (values % 2 != 0) {
            throw new DecodeException("reply: array of " + values + " (expected: an even number)", null);
        }
        return values / 2;
    }

    /** Leaves the aggregate entered last; throws {@link DecodeException} if any of its values is unread. */
    public void end() {
        requireOpen();
        if (depth == 0) {
            throw new IllegalStateException("end() without an aggregate entered");
        }
        if (left[depth] > 0) {
            throw new DecodeException("reply: array with " + left[depth] + " more value(s) (expected: its end)", null);
        }
        depth--;
    }

    /** Reads the next value, whatever it is, and throws it away. */
    public void skipValue() {
        firstByte();
        skip();
        consumed();
    }

    // ------------------------------------------------------------------------------------------------ values

    /** The first byte of the next value, with what is no element skipped. */
    private byte firstByte() {
        requireOpen();
        if (left[depth] == 0) {
            throw new DecodeException(
                    depth == 0 ? "read behind the end of the reply" : "read behind the end of an array", null);
        }
        byte first = byteAhead(0);
        while (first == '|' || (first == '>' && depth > 0)) {
            skip();
            first = byteAhead(0);
        }
        return first;
    }

    private void consumed() {
        left[depth]--;
    }

    private int begin(int valuesPerElement) {
        at++;
        int values = valuesPerElement * readLength();
        consumed();
        pushLevel(values);
        return values;
    }

    private void pushLevel(int values) {
        if (++depth == left.length) {
            left = Arrays.copyOf(left, 2 * depth);
        }
        left[depth] = values;
    }

    private byte[] readText(String expected, boolean isText) {
        if (!isText || peek() == ReplyKind.NIL) {
            throw unexpected(expected);
        }
        return takeText(byteAhead(0));
    }

    /** The content of a line or of a bulk-like value, as an array of its own. */
    private byte[] takeText(byte first) {
        at++;
        byte[] text;
        if (first == '$' || first == '=' || first == '!') {
            text = readAcross(readLength());
            endLine();
            if (first == '=' && text.length >= 4) {
                text = Arrays.copyOfRange(text, 4, text.length);
            }
        } else {
            text = readLine();
        }
        consumed();
        return text;
    }

    /** Moves behind the value at hand, and all that is in it, without a recursion that a server could make deep. */
    private void skip() {
        byte first = nextByte();
        long values = skipHead(first);
        while (values > 0) {
            first = nextByte();
            values += skipHead(first);
            if (first != '|' && first != '>') {
                values--;
            }
        }
    }

    /** Moves behind a plain value, or into an aggregate, and returns how many values are in it. */
    private long skipHead(byte first) {
        switch (first) {
            case '$', '=', '!' -> {
                int length = readLength();
                if (length >= 0) {
                    skipBytes(length);
                    endLine();
                }
                return 0;
            }
            case '*', '~', '>' -> {
                return Math.max(0, readLength());
            }
            case '%', '|' -> {
                return 2L * readLength();
            }
            default -> {
                skipLine();
                return 0;
            }
        }
    }

    private RuntimeException unexpected(String expected) {
        ReplyKind kind = peek();
        if (kind == ReplyKind.ERROR) {
            return readError();
        }
        return new DecodeException("reply: " + kind + " (expected: " + expected + ")", null);
    }

    private static double parseDouble(byte[] text) {
        String number = new String(text, UTF_8);
        return switch (number) {
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> {
                try {
                    yield Double.parseDouble(number);
                } catch (NumberFormatException e) {
                    throw new DecodeException("reply: text of " + text.length + " bytes (expected: double)", null);
                }
            }
        };
    }

    // ------------------------------------------------------------------------------------------------ bytes

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the reader was used after its decoder had returned");
        }
    }

    /** The framer has seen the whole frame, so there is always a next segment when one is needed. */
    private void nextSegment() {
        if (segment >= 0) {
            segments[segment] = NOTHING;
        }
        segment++;
        bytes = segments[segment];
        at = segmentStart(segment);
        limit = segmentEnd(segment);
    }

    private int segmentStart(int index) {
        return index == segmentCount - 1 ? tailFrom : 0;
    }

    private int segmentEnd(int index) {
        if (index == segmentCount - 1) {
            return tailEnd;
        }
        return index == segmentCount - 2 ? lastChunkLength : segments[index].length;
    }

    private byte nextByte() {
        while (at == limit) {
            nextSegment();
        }
        return bytes[at++];
    }

    /** The byte at a distance from here, or a line feed behind the end of the reply. */
    private byte byteAhead(int distance) {
        while (at == limit) {
            nextSegment();
        }
        if (at + distance < limit) {
            return bytes[at + distance];
        }
        int rest = distance - (limit - at);
        for (int next = segment + 1; next < segmentCount; next++) {
            int from = segmentStart(next);
            int length = segmentEnd(next) - from;
            if (rest < length) {
                return segments[next][from + rest];
            }
            rest -= length;
        }
        return '\n';
    }

    /** Reads the rest of a line that holds a length; -1 for a nil. The framer has checked that it is a number. */
    private int readLength() {
        return (int) readInteger();
    }

    private long readInteger() {
        byte next = nextByte();
        boolean negative = next == '-';
        if (negative || next == '+') {
            next = nextByte();
        }
        long value = 0;
        int digits = 0;
        while (next != '\r') {
            int digit = next - '0';
            if (digit < 0 || digit > 9 || ++digits > 19) {
                throw new ProtocolException("integer: byte " + (next & 0xff) + " (expected: a decimal digit)", null);
            }
            value = value * 10 - digit;
            if (value > 0) {
                throw new ProtocolException("integer: beyond 64 bits", null);
            }
            next = nextByte();
        }
        if (digits == 0 || (!negative && value == Long.MIN_VALUE)) {
            throw new ProtocolException("integer: " + (digits == 0 ? "no digits" : "beyond 64 bits"), null);
        }
        nextByte();
        return negative ? value : -value;
    }

    private byte[] readLine() {
        byte[] line = new byte[64];
        int length = 0;
        for (byte next = nextByte(); next != '\r'; next = nextByte()) {
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = next;
        }
        nextByte();
        return Arrays.copyOf(line, length);
    }

    private void skipLine() {
        while (nextByte() != '\n') {
            // the framer has checked that a line feed follows the carriage return
        }
    }

    private void endLine() {
        nextByte();
        nextByte();
    }

    private byte[] readAcross(int length) {
        byte[] whole = new byte[length];
        int read = 0;
        while (read < length) {
            if (at == limit) {
                nextSegment();
            }
            int copied = Math.min(length - read, limit - at);
            System.arraycopy(bytes, at, whole, read, copied);
            at += copied;
            read += copied;
        }
        return whole;
    }

    private void skipBytes(int length) {
        int skipped = 0;
        while (skipped < length) {
            if (at == limit) {
                nextSegment();
            }
            int step = Math.min(length - skipped, limit - at);
            at += step;
            skipped += step;
        }
    }
}
