package io.aioredis.protocol;

import io.aioredis.codec.CodecSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replies as what they are, for commands that nothing is known of.
 *
 * <p>A status and a verbatim string are a {@link String}, an integer a {@link Long}, a bulk string what the codec for
 * values makes of it, a double a {@link Double}, a big number its text, a nil null. Arrays, sets and pushes are a {@link
 * List}, maps a {@link Map}; an error inside of one is a {@code ReplyException} as an element.
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
            case STATUS, VERBATIM, BIG_NUMBER -> reader.readString();
            case INTEGER -> reader.readLong();
            case DOUBLE -> reader.readDouble();
            case BOOLEAN -> reader.readBoolean();
            case BULK -> reader.readBulk(codecs.valueCodec());
            case ERROR -> reader.readError();
            case ARRAY, SET, PUSH -> decodeList(reader, codecs);
            case MAP -> decodeMap(reader, codecs);
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

    private static Map<@Nullable Object, @Nullable Object> decodeMap(ReplyReader reader, CodecSource codecs) {
        int size = reader.beginMap();
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>(2 * size);
        for (int i = 0; i < size; i++) {
            Object key = decode(reader, codecs);
            map.put(key, decode(reader, codecs));
        }
        reader.end();
        return Collections.unmodifiableMap(map);
    }
}
