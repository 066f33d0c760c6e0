package io.aioredis.codec;

/**
 * A codec that knows the size of an encoded value beforehand and so writes straight into the command's bytes.
 *
 * <p>Worth having for small values that are encoded often; it saves the array that {@link #encode} makes. Both methods
 * run on the caller's thread, {@link #size} first.
 */
public interface SizedCodec<T> extends Codec<T> {
    /** Returns the exact number of bytes that {@link #write} will write for the value. */
    int size(T value);

    /**
     * Writes the value and returns the index behind its last byte, which is {@code at + size(value)}; anything else is
     * an {@link IllegalStateException} of the call.
     */
    int write(T value, byte[] target, int at);

    @Override
    default byte[] encode(T value) {
        byte[] bytes = new byte[size(value)];
        write(value, bytes, 0);
        return bytes;
    }
}
