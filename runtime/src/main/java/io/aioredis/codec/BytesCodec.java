package io.aioredis.codec;

import java.util.Arrays;

/** Bytes as they are. */
final class BytesCodec implements SizedCodec<byte[]> {
    static final BytesCodec INSTANCE = new BytesCodec();

    private BytesCodec() {}

    @Override
    public int size(byte[] value) {
        return value.length;
    }

    @Override
    public int write(byte[] value, byte[] target, int at) {
        System.arraycopy(value, 0, target, at, value.length);
        return at + value.length;
    }

    @Override
    public byte[] decode(byte[] bytes, int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public String toString() {
        return "Codec.bytes()";
    }
}
