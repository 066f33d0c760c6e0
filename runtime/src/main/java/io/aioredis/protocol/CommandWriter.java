package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.aioredis.codec.Codec;
import io.aioredis.codec.CodecSource;
import io.aioredis.codec.SizedCodec;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one call of a command on the caller's thread, into one array of exactly the right size.
 *
 * <p>Two passes over the same arguments in the same order: {@code size} for each, {@link #begin}, {@code put} for each
 * with the constant words between them, {@link #call}.
 *
 * <pre>{@code
 * CommandWriter writer = TOP.writer().size(board).size(last).begin();
 * return executor().execute(writer.put(board).word(0).put(last).word(1).call(this));
 * }</pre>
 *
 * <p>An argument that cannot be encoded throws, and nothing has been sent. Arguments are taken as they are at the call;
 * changing an array afterwards changes nothing.
 */
public final class CommandWriter {
    /** Longer text is encoded by the JDK's intrinsic, which a loop over its characters cannot match. */
    private static final int LONG_TEXT = 128;

    /** What encoding itself has made is from this size on sent from where it lies instead of being copied again. */
    private static final int WORTH_REFERENCING = 4096;

    private final CommandSpec spec;

    /** How many bytes the command has, and how many of them lie in arrays that are referenced. */
    private long size;

    private long referencedBytes;
    private int arguments;

    private byte[] bytes = Payload.NOTHING;
    private int at;

    /** What the first pass encoded and the second takes over, in order. */
    private byte @Nullable [][] encoded;

    private int encodedCount;
    private int encodedTaken;

    /** Where in {@link #bytes} the referenced arrays belong. */
    private int @Nullable [] cuts;

    private byte @Nullable [][] referenced;
    private int referencedCount;

    CommandWriter(CommandSpec spec) {
        this.spec = spec;
        this.size = spec.constantBytes();
    }

    // ------------------------------------------------------------------------------------------------ first pass

    /** Counts an argument of text, sent as UTF-8. */
    public CommandWriter size(String value) {
        if (value.length() > LONG_TEXT) {
            return sizeEncoded(value.getBytes(UTF_8));
        }
        return sizeOf(utf8Length(value));
    }

    /** Counts an integer. */
    public CommandWriter size(long value) {
        return sizeOf(decimalDigits(value));
    }

    /** Counts a floating-point number, sent without loss in Redis's notation. */
    public CommandWriter size(double value) {
        long integer = (long) value;
        if (isExactly(integer, value)) {
            return size(integer);
        }
        return sizeEncoded(doubleText(value).getBytes(US_ASCII));
    }

    /** Counts an argument of bytes. */
    public CommandWriter size(byte[] value) {
        return sizeOf(value.length);
    }

    /** Counts an argument that a codec encodes. */
    public <T> CommandWriter size(Codec<T> codec, T value) {
        Objects.requireNonNull(value, "value");
        if (codec == (Object) Codec.utf8()) {
            return size((String) value);
        }
        if (codec instanceof SizedCodec<T> sized) {
            int length = sized.size(value);
            if (length < 0) {
                throw new IllegalStateException(codec + ": size " + length + " (expected: >= 0)");
            }
            return sizeOf(length);
        }
        return sizeEncoded(Objects.requireNonNull(codec.encode(value), () -> codec + ": encode returned null"));
    }

    private CommandWriter sizeOf(int length) {
        arguments++;
        size += 1 + decimalDigits(length) + 2 + (long) length + 2;
        return this;
    }

    private CommandWriter sizeEncoded(byte[] argument) {
        if (encoded == null) {
            encoded = new byte[4][];
        } else if (encodedCount == encoded.length) {
            encoded = Arrays.copyOf(encoded, 2 * encodedCount);
        }
        encoded[encodedCount++] = argument;
        if (argument.length >= WORTH_REFERENCING) {
            referencedBytes += argument.length;
        }
        return sizeOf(argument.length);
    }

    /** Ends the first pass and begins the second. */
    public CommandWriter begin() {
        int words = spec.countedHeadWords() + arguments;
        long own = size - referencedBytes + (spec.isFixed() ? 0 : 1 + decimalDigits(words) + 2);
        if (own > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    spec.name() + ": " + own + " bytes (expected: <= " + (Integer.MAX_VALUE - 8) + ")");
        }
        bytes = new byte[(int) own];
        if (!spec.isFixed()) {
            putHeader('*', words);
        }
        return putConstant(spec.head());
    }

    // ------------------------------------------------------------------------------------------------ second pass

    /** Writes the constant word of this index. */
    public CommandWriter word(int index) {
        return putConstant(spec.word(index));
    }

    /** Writes an argument of text. */
    public CommandWriter put(String value) {
        int length = value.length();
        if (length > LONG_TEXT) {
            return putEncoded();
        }
        int start = at;
        putHeader('$', length);
        byte[] target = bytes;
        int to = at;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                at = start;
                return putAll(value.getBytes(UTF_8));
            }
            target[to++] = (byte) c;
        }
        at = to;
        return putEnd();
    }

    /** Writes an integer. */
    public CommandWriter put(long value) {
        int digits = decimalDigits(value);
        putHeader('$', digits);
        putDecimal(value, digits);
        return putEnd();
    }

    /** Writes a floating-point number. */
    public CommandWriter put(double value) {
        long integer = (long) value;
        return isExactly(integer, value) ? put(integer) : putEncoded();
    }

    /** Writes an argument of bytes. */
    public CommandWriter put(byte[] value) {
        return putAll(value);
    }

    /** Writes an argument that a codec encodes. */
    public <T> CommandWriter put(Codec<T> codec, T value) {
        if (codec == (Object) Codec.utf8()) {
            return put((String) value);
        }
        if (codec instanceof SizedCodec<T> sized) {
            int length = sized.size(value);
            putHeader('$', length);
            int end = sized.write(value, bytes, at);
            if (end != at + length) {
                throw new IllegalStateException(
                        codec + ": wrote " + (end - at) + " bytes (expected: " + length + ", as its size said)");
            }
            at = end;
            return putEnd();
        }
        return putEncoded();
    }

    /**
     * Ends the second pass and returns the call.
     *
     * @param codecs the client's codecs, by which the reply is read
     * @param <T> what the decoder of the spec gives; generated code is right about it, since the processor wrote both
     */
    public <T extends @Nullable Object> Call<T> call(CodecSource codecs) {
        if (at != bytes.length) {
            throw new IllegalStateException(
                    spec.name() + ": wrote " + at + " bytes (expected: " + bytes.length + ", as the first pass said)");
        }
        Object payload =
                referenced == null || cuts == null ? bytes : Payload.pieces(bytes, cuts, referenced, referencedCount);
        return new Call<>(spec, codecs, payload);
    }

    private CommandWriter putConstant(byte[] constant) {
        System.arraycopy(constant, 0, bytes, at, constant.length);
        at += constant.length;
        return this;
    }

    private CommandWriter putEncoded() {
        byte[] argument = Objects.requireNonNull(encoded)[encodedTaken++];
        if (argument.length < WORTH_REFERENCING) {
            return putAll(argument);
        }
        putHeader('$', argument.length);
        if (cuts == null || referenced == null) {
            cuts = new int[encodedCount];
            referenced = new byte[encodedCount][];
        }
        cuts[referencedCount] = at;
        referenced[referencedCount++] = argument;
        return putEnd();
    }

    private CommandWriter putAll(byte[] argument) {
        putHeader('$', argument.length);
        return putConstant(argument).putEnd();
    }

    private void putHeader(char type, int number) {
        bytes[at++] = (byte) type;
        putDecimal(number, decimalDigits(number));
        putEnd();
    }

    private CommandWriter putEnd() {
        bytes[at++] = '\r';
        bytes[at++] = '\n';
        return this;
    }

    private void putDecimal(long value, int digits) {
        int to = at + digits;
        at = to;
        long rest = value < 0 ? value : -value;
        do {
            bytes[--to] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            bytes[--to] = '-';
        }
    }

    // ------------------------------------------------------------------------------------------------ numbers, text

    /** The number of characters of a decimal number, its sign included. */
    private static int decimalDigits(long value) {
        int digits = value < 0 ? 2 : 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Whether a double is an integer that a long and its digits give back; negative zero is none. */
    private static boolean isExactly(long integer, double value) {
        return integer == value && Math.abs(value) < 1L << 53 && (integer != 0 || 1 / value > 0);
    }

    /** Java writes {@code 1.0E16} and {@code Infinity} where Redis reads and writes {@code 1e16} and {@code inf}. */
    private static String doubleText(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (Double.isNaN(value)) {
            return "nan";
        }
        String text = Double.toString(value);
        int exponent = text.indexOf('E');
        if (exponent < 0) {
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }
        String digits = text.substring(0, exponent);
        return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits)
                + "e"
                + text.substring(exponent + 1);
    }

    /** How long text is in UTF-8; half of a surrogate pair becomes a question mark, as the JDK has it. */
    private static int utf8Length(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            if (value.charAt(i) >= 0x80) {
                return value.getBytes(UTF_8).length;
            }
        }
        return length;
    }
}
