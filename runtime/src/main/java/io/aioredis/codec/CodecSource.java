package io.aioredis.codec;

/**
 * The codecs of a client by role, as reply decoders ask for them.
 *
 * <p>A decoder is one constant for all clients; which codec reads a key or a value is the client's affair.
 */
public interface CodecSource {
    /** The source that has no codec, for commands whose replies need none. */
    CodecSource NONE = new CodecSource() {};

    /** The codec of keys; throws {@link IllegalStateException} where the client has no such role. */
    default Codec<?> keyCodec() {
        throw new IllegalStateException("the client has no codec for keys");
    }

    /** The codec of values; throws {@link IllegalStateException} where the client has no such role. */
    default Codec<?> valueCodec() {
        throw new IllegalStateException("the client has no codec for values");
    }
}
