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
 *
 * <p>A few commands have another shape in RESP3 even so, which the command table tells: pairs that RESP2 sends flat (ZRANGE
 * with WITHSCORES), and a map where RESP2 sends pairs (XREAD). The options of a call need no look: where these commands have
 * pairs without them, they have them in both protocols, and where they have no arrays in the array, there is nothing to do.
 */
final class RawReply {
    static final ReplyDecoder<Object> DECODER = RawReply::decode;

    private static final ReplyDecoder<Object> FLAT = RawReply::decodeFlat;
    private static final ReplyDecoder<Object> PAIRS = RawReply::decodePairs;

    private RawReply() {}

    /** Returns the decoder of a command's replies. */
    static ReplyDecoder<Object> decoder(CommandFacts facts) {
        return facts.isFlatInResp2() ? FLAT : facts.isPairsInResp2() ? PAIRS : DECODER;
    }

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

    /** Puts the elements of an array in an array, or of one that is the value in a map, in its place. */
    private static @Nullable Object decodeFlat(ReplyReader reader, CodecSource codecs) {
        ReplyKind kind = reader.peek();
        if (kind != ReplyKind.ARRAY && kind != ReplyKind.MAP) {
            return decode(reader, codecs);
        }
        int size = reader.beginArray();
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            if (reader.peek() == ReplyKind.ARRAY) {
                list.addAll(decodeList(reader, codecs));
            } else {
                list.add(decode(reader, codecs));
            }
        }
        reader.end();
        return Collections.unmodifiableList(list);
    }

    private static @Nullable Object decodePairs(ReplyReader reader, CodecSource codecs) {
        if (reader.peek() != ReplyKind.MAP) {
            return decode(reader, codecs);
        }
        int size = reader.beginMap();
        List<@Nullable Object> pairs = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            List<@Nullable Object> pair = new ArrayList<>(2);
            pair.add(decode(reader, codecs));
            pair.add(decode(reader, codecs));
            pairs.add(Collections.unmodifiableList(pair));
        }
        reader.end();
        return Collections.unmodifiableList(pairs);
    }
}
