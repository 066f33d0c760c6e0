package io.aioredis.codec;

import java.nio.charset.Charset;

/** Text in some charset. */
record CharsetCodec(Charset charset) implements Codec<String> {
    @Override
    public byte[] encode(String value) {
        return value.getBytes(charset);
    }

    @Override
    public String decode(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, charset);
    }
}
