package io.aioredis.codec;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Turns values of one type into bytes and back.
 *
 * <p>{@link #encode} runs on the caller's thread, once per argument; {@link #decode} runs on the connection's event loop
 * or, for a reply of more than 2 MiB, on a background thread of the library while the connection reads nothing further,
 * and so must not block. An exception of either fails its own command only. A codec is shared by all calls of a client
 * and must be thread-safe.
 *
 * @param <T> the values; never null, since Redis has no null to store
 */
public interface Codec<T> {
    /** Returns the bytes of a value; the array belongs to the library afterwards and must not be changed. */
    byte[] encode(T value);

    /**
     * Returns the value of a range of bytes.
     *
     * <p>The array is valid during the call only: it is used again for other replies, of other callers too. What the value
     * keeps it must copy, and it must not be changed.
     *
     * @param bytes holds the value, and bytes around it that are none of the codec's business
     * @param offset the first byte of the value
     * @param length the number of bytes, 0 or more
     */
    T decode(byte[] bytes, int offset, int length);

    /** The codec of text as UTF-8; malformed text is replaced as {@link String#getBytes} and its constructors do it. */
    static Codec<String> utf8() {
        return Utf8Codec.INSTANCE;
    }

    /** The codec of text in a charset; what the charset cannot express is replaced. */
    static Codec<String> text(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? utf8() : new CharsetCodec(charset);
    }

    /** The codec of bytes as they are; arrays are copied in both directions. */
    static Codec<byte[]> bytes() {
        return BytesCodec.INSTANCE;
    }
}
