package io.aioredis.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The name of a channel, or a pattern of names, which may be any bytes. Immutable. */
public final class ChannelName {
    private final byte[] bytes;
    private final int hash;

    private ChannelName(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** Returns the name that is this text in UTF-8. */
    public static ChannelName of(String name) {
        return new ChannelName(name.getBytes(UTF_8));
    }

    /** Returns the name that is these bytes, as they are now. */
    public static ChannelName of(byte[] name) {
        return new ChannelName(name.clone());
    }

    /** Returns the name that is a part of these bytes, as they are now. */
    public static ChannelName of(byte[] bytes, int offset, int length) {
        return new ChannelName(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** A copy of the name's bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChannelName name && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The name as text; bytes that are no UTF-8 are replaced. */
    @Override
    public String toString() {
        return new String(bytes, UTF_8);
    }
}
