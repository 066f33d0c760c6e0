package io.aioredis.processor;

/** What values of a type parameter are to Redis, which decides whose codec reads and writes them. */
enum Role {
    KEY("keyCodec", "KEY"),
    VALUE("valueCodec", "VALUE");

    private final String codec;
    private final String decoder;

    Role(String codec, String decoder) {
        this.codec = codec;
        this.decoder = decoder;
    }

    /** The name of the client's method that returns the codec, and of all parameters and fields that hold it. */
    String codec() {
        return codec;
    }

    /** The name of the runtime's decoder that reads by this codec. */
    String decoder() {
        return decoder;
    }
}
