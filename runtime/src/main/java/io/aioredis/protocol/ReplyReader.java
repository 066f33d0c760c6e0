package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aioredis.codec.Codec;
import io.aioredis.exception.DecodeException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.ReplyException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one complete reply from front to back, value by value.
 *
 * <p>Each {@code read…} consumes one value. An aggregate is entered by {@link #beginArray} or {@link #beginMap}, which
 * say how many values follow, and left by {@link #end} when all of them were read. A value of another kind than the one
 * asked for is a {@link DecodeException}; an error in the place of a value is thrown as the {@link ReplyException} that
 * it is. Attributes, and pushes inside an aggregate, are never seen.
 *
 * <p>Belongs to the thread of the decoder that it was given to and is valid only until that returns; then, and at any time
 * on another thread, every method throws {@link IllegalStateException}. That thread is the connection's event loop; a reply
 * of more than 2 MiB the connection {@linkplain #detach detaches}, and has it decoded by a background thread.
 */
public final class ReplyReader {
    private static final byte[] NOTHING = {};

    /** The bytes before the text of a verbatim string: {@code txt:}. */
    private static final int FORMAT = 4;

    /** The owner of a detached reader until a thread reads from it. */
    private static final Object WHOEVER_COMES = new Object();

    /** The owner of a reader between two elements. */
    private static final Object NOBODY = new Object();

    /** The thread that may read; null when the reader is closed. */
    private @Nullable Object owner;

    /** The segment being read. */
    private byte[] bytes = NOTHING;

    private int at;
    private int limit;

    /** The segments but the last, of a reply that did not come in one piece; one that was read through is let go. */
    private final HeldBytes held;

    private int segment;

    /** The last segment, and the whole of a reply that came in one piece. */
    private byte[] tail = NOTHING;

    private int tailFrom;
    private int tailEnd;
    private long size;

    /** How many values are left to read at each level; level 0 is the reply itself. */
    private int[] left;

    private int depth;
    private boolean hasPushesInside;

    /** The text that was read last. */
    private byte[] text = NOTHING;

    private int textFrom;
    private int textLength;

    /**
     * Makes a closed reader.
     *
     * @param held will hold the bytes of each reply that came with earlier feeds
     */
    ReplyReader(HeldBytes held) {
        this(held, new int[8]);
    }

    private ReplyReader(HeldBytes held, int[] left) {
        this.held = held;
        this.left = left;
    }

    /** Makes this a reader of a frame that lies in one piece. */
    void reset(byte[] frame, int from, int end) {
        bytes = frame;
        at = from;
        limit = end;
        segment = 0;
        tail = frame;
        tailEnd = end;
        size = end - from;
        depth = 0;
        left[0] = 1;
        hasPushesInside = false;
        owner = Thread.currentThread();
    }

    /** Makes this a reader of a frame that begins with what is held. */
    void resetBehindHeld(byte[] rest, int from, int end) {
        reset(rest, from, end);
        tailFrom = from;
        size += held.size();
        bytes = held.array(0);
        at = 0;
        limit = held.end(0);
    }

    /** Ends the use of this reader; the frame is done with, whether it was read or not. Does nothing if it is closed. */
    void close() {
        if (owner != null) {
            owner = null;
            forget();
            if (held.count() > 0) {
                held.release();
            }
        }
    }

    private void forget() {
        bytes = NOTHING;
        at = 0;
        limit = 0;
        tail = NOTHING;
        text = NOTHING;
    }

    /** Notes that pushes stand inside the reply, and joins it, since it will be read twice; only old servers send such. */
    void expectPushesInside() {
        byte[] joined = new byte[(int) Math.min(Integer.MAX_VALUE - 8, size)];
        int length = joined.length;
        readAcross(joined, length);
        if (held.count() > 0) {
            held.release();
        }
        reset(joined, 0, length);
        hasPushesInside = true;
    }

    /** Whether pushes stand inside the reply, where no decoder sees them. */
    public boolean hasPushesInside() {
        requireOpen();
        return hasPushesInside;
    }

    /**
     * Gives each push inside the reply to an action, in their order; to be called before anything else is read, which it
     * leaves as it was. The reader that the action gets is valid during its call only.
     */
    public void forEachPushInside(Consumer<ReplyReader> action) {
        requireOpen();
        int from = at;
        long values = skipHead(nextByte());
        while (values > 0) {
            int start = at;
            byte first = nextByte();
            if (first == '>') {
                ReplyReader push = new ReplyReader(new HeldBytes(held.pool()));
                push.reset(bytes, start, limit);
                action.accept(push);
                push.close();
                at = start;
                skip();
            } else {
                values += skipHead(first);
                if (first != '|') {
                    values--;
                }
            }
        }
        at = from;
    }

    /** How many bytes the whole reply has on the wire, its frame included, however much of it was read. */
    public long frameSize() {
        requireOpen();
        return size;
    }

    /**
     * Returns a reader of what this one has not read yet, which depends neither on the bytes that the parser was fed nor on
     * the parser, so that another thread may decode the reply. This one is closed; the parser goes on with the next reply.
     *
     * <p>It belongs to the thread that first reads from it, which must get it by a safe hand-over such as an executor's.
     * {@link Call#complete(ReplyReader)} closes it; one that is dropped instead is the garbage collector's. At most one
     * piece of what was fed is copied.
     */
    public ReplyReader detach() {
        requireOpen();
        int tailAt = segment == held.count() ? at : tailFrom;
        ReplyReader detached = new ReplyReader(held.moveOut(), left.clone());
        detached.tail = Arrays.copyOfRange(tail, tailAt, tailEnd);
        detached.tailEnd = tailEnd - tailAt;
        detached.segment = segment;
        detached.size = size;
        detached.depth = depth;
        if (segment == detached.held.count()) {
            detached.bytes = detached.tail;
            detached.limit = detached.tailEnd;
        } else {
            detached.bytes = bytes;
            detached.at = at;
            detached.limit = limit;
        }
        detached.owner = WHOEVER_COMES;
        owner = null;
        forget();
        return detached;
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
        if (owner == NOBODY) {
            owner = Thread.currentThread();
        }
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
        owner = NOBODY; // to a decoder that keeps its reader the next element is none of its own
        return isWhole;
    }

    /** The kind of the next value. */
    public ReplyKind peek() {
        byte first = firstByte();
        return isNil(first) ? ReplyKind.NIL : ReplyKind.of(first);
    }

    /** Whether the next value is an error. */
    boolean isError() {
        byte first = firstByte();
        return first == '-' || first == '!';
    }

    /** Reads a nil if the next value is one, and says whether it was. */
    public boolean readIfNil() {
        if (!isNil(firstByte())) {
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
        takeText(first, first == '$' || first == '(', "integer");
        return Numbers.parseLong(text, textFrom, textLength);
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
        takeText(first, first == ',' || first == '$', "double");
        return Numbers.parseDouble(text, textFrom, textLength);
    }

    /** Reads a boolean, or one of the integers 0 and 1. */
    public boolean readBoolean() {
        byte first = firstByte();
        if (first == '#') {
            at++;
            byte value = nextByte();
            if ((value != 't' && value != 'f') || nextByte() != '\r') {
                throw new ProtocolException("boolean: byte " + (value & 0xff) + " (expected: t or f)", null);
            }
            nextByte();
            consumed();
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
        if (isNil(first) || (first != '$' && first != '=')) {
            takeText(first, first == '+' || first == ',' || first == '(', "bulk string");
            return codec.decode(text, textFrom, textLength);
        }
        at++;
        int length = readLength();
        if (length + 2L > limit - at) {
            return readBulkAcross(codec, first == '=' ? skipFormat(length) : length);
        }
        int from = at;
        at += length + 2;
        consumed(); // before the codec runs, which may throw
        int format = first == '=' ? Math.min(length, FORMAT) : 0;
        return codec.decode(bytes, from + format, length - format);
    }

    /**
     * Reads a bulk string that goes on in another segment, behind its length. The array that the codec reads must not get
     * back to the pool before it has, and so neither may the reader move on before.
     */
    @SuppressWarnings("unchecked") // the codec of bytes is that of byte[]
    private <T> T readBulkAcross(Codec<T> codec, int length) {
        if (codec == (Codec<?>) Codec.bytes()) {
            byte[] value = readAcross(new byte[length], length);
            endLine();
            consumed();
            return (T) value;
        }
        if (fetchRest(length)) {
            try {
                return codec.decode(bytes, at, length);
            } finally {
                at += length;
                endLine();
                consumed();
            }
        }
        boolean isPooled = length <= BufferPool.LARGEST;
        byte[] scratch = readAcross(isPooled ? held.pool().take(length) : new byte[length], length);
        endLine();
        consumed();
        try {
            return codec.decode(scratch, 0, length);
        } finally {
            if (isPooled) {
                held.pool().give(scratch);
            }
        }
    }

    /**
     * Copies what is missing of a text from the tail up behind the last held bytes, if there is room, and says whether the
     * text is now whole in the segment.
     */
    private boolean fetchRest(int length) {
        int missing = length - (limit - at);
        if (missing <= 0) {
            return true;
        }
        if (segment != held.count() - 1 || missing > bytes.length - limit) {
            return false;
        }
        System.arraycopy(tail, tailFrom, bytes, limit, missing);
        limit += missing;
        tailFrom += missing;
        return true;
    }

    /** Reads an error as the exception that it stands for, without throwing it. */
    public ReplyException readError() {
        byte first = firstByte();
        takeText(first, first == '-' || first == '!', "error");
        return ReplyException.of(new String(text, textFrom, textLength, UTF_8));
    }

    /** Enters an array, set, push or map and returns the number of values in it, two for each pair of a map. */
    public int beginArray() {
        byte first = firstByte();
        if (first == '%') {
            return begin(2);
        }
        if ((first != '*' && first != '~' && first != '>') || isNil(first)) {
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

    /** Whether a value is nil, by its first byte, which the reader stands before. */
    private boolean isNil(byte first) {
        return first == '_' || ((first == '$' || first == '*') && byteAhead(1) == '-');
    }

    /**
     * Reads the content of a line or of a bulk-like value, which is then in {@link #text}: where it lies, if that is in one
     * segment, and else in an array of its own.
     */
    private void takeText(byte first, boolean isText, String expected) {
        if (!isText || isNil(first)) {
            throw unexpected(expected);
        }
        at++;
        if (first == '$' || first == '!') {
            int length = readLength();
            if (length + 2L <= limit - at) {
                lieHere(length);
            } else {
                lieApart(readAcross(new byte[length], length), length);
                endLine();
            }
        } else {
            int end = at;
            while (end < limit && bytes[end] != '\r') {
                end++;
            }
            if (end + 2 <= limit) {
                lieHere(end - at);
            } else {
                readLineAcross();
            }
        }
        consumed();
    }

    private void lieHere(int length) {
        text = bytes;
        textFrom = at;
        textLength = length;
        at += length + 2;
    }

    private void lieApart(byte[] array, int length) {
        text = array;
        textFrom = 0;
        textLength = length;
    }

    private void readLineAcross() {
        byte[] line = new byte[64];
        int length = 0;
        for (byte next = nextByte(); next != '\r'; next = nextByte()) {
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = next;
        }
        nextByte();
        lieApart(line, length);
    }

    /** Moves behind the format of a verbatim string and returns the length of the rest. */
    private int skipFormat(int length) {
        int format = Math.min(length, FORMAT);
        skipBytes(format);
        return length - format;
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
            case ':' -> {
                readInteger();
                return 0;
            }
            case '_' -> {
                byte next = nextByte();
                if (next != '\r') {
                    throw new ProtocolException("nil: byte " + (next & 0xff) + " (expected: " + (int) '\r' + ")", null);
                }
                nextByte();
                return 0;
            }
            case '+', '-' -> {
                skipLine();
                return 0;
            }
            default -> {
                skipScalar(first);
                return 0;
            }
        }
    }

    /** Moves behind a line that the framer has not looked into. */
    private void skipScalar(byte type) {
        readLineAcross();
        boolean isValid = switch (type) {
            case '#' -> textLength == 1 && (text[0] == 't' || text[0] == 'f');
            case '(' -> isBigNumber();
            default -> isDouble();
        };
        if (!isValid) {
            throw new ProtocolException(
                    ReplyKind.of(type) + ": \"" + new String(text, 0, Math.min(textLength, 40), UTF_8)
                            + "\" (expected: as its type says)",
                    null);
        }
    }

    private boolean isBigNumber() {
        int digits = textLength > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
        for (int i = digits; i < textLength; i++) {
            if (!isDigit(text[i])) {
                return false;
            }
        }
        return textLength > digits;
    }

    private boolean isDouble() {
        try {
            Numbers.parseDouble(text, 0, textLength);
            return true;
        } catch (DecodeException e) {
            return false;
        }
    }

    private RuntimeException unexpected(String expected) {
        ReplyKind kind = peek();
        if (kind == ReplyKind.ERROR) {
            return readError();
        }
        return new DecodeException("reply: " + kind + " (expected: " + expected + ")", null);
    }

    // ------------------------------------------------------------------------------------------------ bytes

    private void requireOpen() {
        if (owner != Thread.currentThread()) {
            takeOver();
        }
    }

    private void takeOver() {
        if (owner == null || owner == NOBODY) {
            throw new IllegalStateException("the reader was used after its decoder had returned");
        }
        if (owner != WHOEVER_COMES) {
            throw new IllegalStateException("the reader was used on another thread than its decoder runs on");
        }
        owner = Thread.currentThread();
    }

    /** The framer has seen the whole frame, so that there is a next segment unless a line is not what its type says. */
    private void nextSegment() {
        if (segment == held.count()) {
            throw new ProtocolException("reply: ends within a value", null);
        }
        held.letGo(segment);
        segment++;
        if (segment == held.count()) {
            bytes = tail;
            at = tailFrom;
            limit = tailEnd;
        } else {
            bytes = held.array(segment);
            at = 0;
            limit = held.end(segment);
        }
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
        for (int next = segment + 1; next < held.count(); next++) {
            if (rest < held.end(next)) {
                return held.array(next)[rest];
            }
            rest -= held.end(next);
        }
        return segment < held.count() && rest < tailEnd - tailFrom ? tail[tailFrom + rest] : (byte) '\n';
    }

    /** Reads the rest of a line that holds a length; -1 for a nil. The framer has checked that it is a number. */
    private int readLength() {
        return (int) readInteger();
    }

    private long readInteger() {
        int from = at;
        boolean negative = from < limit && bytes[from] == '-';
        int next = negative ? from + 1 : from;
        int digits = next;
        long value = 0;
        while (next < limit && next - digits < 18 && isDigit(bytes[next])) {
            value = value * 10 + (bytes[next++] - '0');
        }
        if (next > digits && next + 2 <= limit && bytes[next] == '\r') {
            at = next + 2;
            return negative ? -value : value;
        }
        return readAnyInteger();
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Reads an integer that goes on in another segment, is very long, or is none. */
    private long readAnyInteger() {
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

    private void skipLine() {
        while (nextByte() != '\n') {
            // the framer has checked that a line feed follows the carriage return
        }
    }

    private void endLine() {
        nextByte();
        nextByte();
    }

    /** Reads so many bytes, from any number of segments, into an array. */
    private byte[] readAcross(byte[] whole, int length) {
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
