package io.aioredis.protocol;

import io.aioredis.codec.CodecSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replies as what they are, for commands that nothing is known of.
 *
 * <p>Whatever the protocol, they have the shapes of RESP2: a status is a {@link String}, an integer a {@link Long}, a bulk
 * string what the codec for values makes of it, a nil null, an array a {@link List}; an error inside of one is a {@code
 * ReplyException} as an element. What RESP3 adds is read as RESP2 would have sent it: a double, a big number and a verbatim
 * string as a bulk string, a boolean as 0 or 1, a set as an array, a map as an array of alternating keys and values.
 */
final class RawReply {
    static final ReplyDecoder<Object> DECODER = RawReply::decode;

    private RawReply() {}

    private static @Nullable Object decode(ReplyReader reader, CodecSource codecs) {
        return switch (reader.peek()) {
            case NIL -> {
                reader.skipValue();
                yield null;
            }
            case STATUS -> reader.readString();
            case INTEGER -> reader.readLong();
            case BOOLEAN -> reader.readBoolean() ? 1L : 0L;
            case BULK, VERBATIM, DOUBLE, BIG_NUMBER -> reader.readBulk(codecs.valueCodec());
            case ERROR -> reader.readError();
            case ARRAY, SET, MAP, PUSH -> decodeList(reader, codecs);
        };
    }

    private static List<@Nullable Object> decodeList(ReplyReader reader, CodecSource codecs) {
        int size = reader.beginArray();
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(decode(reader, codecs));
        }
        reader.end();
        return Collections.unmodifiableList(list);
    }
}
