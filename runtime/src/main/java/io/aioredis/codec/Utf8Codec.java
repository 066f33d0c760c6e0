package io.aioredis.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Text as UTF-8. The command writer knows this codec and encodes short text without an array in between. */
final class Utf8Codec implements Codec<String> {
    static final Utf8Codec INSTANCE = new Utf8Codec();

    private Utf8Codec() {}

    @Override
    public byte[] encode(String value) {
        return value.getBytes(UTF_8);
    }

    @Override
    public String decode(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, UTF_8);
    }

    @Override
    public String toString() {
        return "Codec.utf8()";
    }
}
