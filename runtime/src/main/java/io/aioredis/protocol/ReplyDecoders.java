package io.aioredis.protocol;

import io.aioredis.codec.Codec;
import io.aioredis.exception.DecodeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The decoders that replies are read by; generated code composes them once and keeps them in constants.
 *
 * <p>Each takes its reply in the shape of RESP2 and of RESP3, and gives null for a nil. Collections keep the server's
 * order and cannot be changed.
 */
public final class ReplyDecoders {
    /** OK as null; any other status or kind fails the command. */
    public static final ReplyDecoder<Void> OK = (reader, codecs) -> {
        if (!reader.readIfStatus("OK") && !reader.readIfNil()) {
            throw notOk(reader);
        }
        return null;
    };

    /** An integer, or text that holds one. */
    public static final ReplyDecoder<Long> LONG = (reader, codecs) -> reader.readIfNil() ? null : reader.readLong();

    /** An integer of 32 bits. */
    public static final ReplyDecoder<Integer> INTEGER =
            (reader, codecs) -> reader.readIfNil() ? null : reader.readInt();

    /** A floating-point number, or text that holds one. */
    public static final ReplyDecoder<Double> DOUBLE =
            (reader, codecs) -> reader.readIfNil() ? null : reader.readDouble();

    /** A boolean, 0 or 1, or whether a conditional command answered OK and not nil; never null. */
    public static final ReplyDecoder<Boolean> BOOLEAN = (reader, codecs) -> {
        if (reader.readIfNil()) {
            return false;
        }
        if (reader.peek() == ReplyKind.STATUS) {
            if (!reader.readIfStatus("OK")) {
                reader.skipValue();
                return false;
            }
            return true;
        }
        return reader.readBoolean();
    };

    /** Text as UTF-8, a status included. */
    public static final ReplyDecoder<String> STRING =
            (reader, codecs) -> reader.readIfNil() ? null : reader.readString();

    /** Bytes as they are. */
    public static final ReplyDecoder<byte[]> BYTES = (reader, codecs) -> reader.readIfNil() ? null : reader.readBytes();

    /** A key, by the client's codec for keys. */
    public static final ReplyDecoder<Object> KEY =
            (reader, codecs) -> reader.readIfNil() ? null : reader.readBulk((Codec<?>) codecs.keyCodec());

    /** A value, by the client's codec for values. */
    public static final ReplyDecoder<Object> VALUE =
            (reader, codecs) -> reader.readIfNil() ? null : reader.readBulk((Codec<?>) codecs.valueCodec());

    private ReplyDecoders() {}

    /** An array of values; an element that is nil is null. */
    public static <T> ReplyDecoder<List<T>> list(ReplyDecoder<T> element) {
        return (reader, codecs) -> {
            if (reader.readIfNil()) {
                return null;
            }
            int size = reader.beginArray();
            List<T> list = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                list.add(element.decode(reader, codecs));
            }
            reader.end();
            return Collections.unmodifiableList(list);
        };
    }

    /** An array or set of values, each kept once. */
    public static <T> ReplyDecoder<Set<T>> set(ReplyDecoder<T> element) {
        return (reader, codecs) -> {
            if (reader.readIfNil()) {
                return null;
            }
            int size = reader.beginArray();
            Set<T> set = new LinkedHashSet<>(capacity(size));
            for (int i = 0; i < size; i++) {
                set.add(element.decode(reader, codecs));
            }
            reader.end();
            return Collections.unmodifiableSet(set);
        };
    }

    /** Pairs of keys and values, flat or as a map. */
    public static <K, V> ReplyDecoder<Map<K, V>> map(ReplyDecoder<K> key, ReplyDecoder<V> value) {
        return (reader, codecs) -> {
            if (reader.readIfNil()) {
                return null;
            }
            int size = reader.beginMap();
            Map<K, V> map = new LinkedHashMap<>(capacity(size));
            for (int i = 0; i < size; i++) {
                K k = key.decode(reader, codecs);
                map.put(k, value.decode(reader, codecs));
            }
            reader.end();
            return Collections.unmodifiableMap(map);
        };
    }

    /**
     * An array of exactly so many values as one object.
     *
     * @param values how many values {@code fields} reads
     * @param fields reads them, one after the other
     */
    public static <T> ReplyDecoder<T> tuple(int values, ReplyDecoder<T> fields) {
        return (reader, codecs) -> {
            if (reader.readIfNil()) {
                return null;
            }
            requireSize(values, reader.beginArray());
            T tuple = fields.decode(reader, codecs);
            reader.end();
            return tuple;
        };
    }

    /**
     * Tuples of so many values each, flat as RESP2 has them or each an array of its own as in RESP3.
     *
     * @param values how many values {@code fields} reads; the first of them is no array
     * @param fields reads the values of one tuple, one after the other
     */
    public static <T> ReplyDecoder<List<T>> tuples(int values, ReplyDecoder<T> fields) {
        ReplyDecoder<T> nested = tuple(values, fields);
        return (reader, codecs) -> {
            if (reader.readIfNil()) {
                return null;
            }
            int size = reader.beginArray();
            List<T> list;
            if (size > 0 && reader.peek() == ReplyKind.ARRAY) {
                list = new ArrayList<>(size);
                for (int i = 0; i < size; i++) {
                    list.add(nested.decode(reader, codecs));
                }
            } else {
                if (size % values != 0) {
                    throw new DecodeException(
                            "reply: array of " + size + " (expected: a multiple of " + values + ")", null);
                }
                list = new ArrayList<>(size / values);
                for (int i = 0; i < size; i += values) {
                    list.add(fields.decode(reader, codecs));
                }
            }
            reader.end();
            return Collections.unmodifiableList(list);
        };
    }

    private static void requireSize(int expected, int actual) {
        if (actual != expected) {
            throw new DecodeException("reply: array of " + actual + " (expected: " + expected + ")", null);
        }
    }

    private static RuntimeException notOk(ReplyReader reader) {
        ReplyKind kind = reader.peek();
        if (kind == ReplyKind.ERROR) {
            return reader.readError();
        }
        return new DecodeException(
                "reply: "
                        + (kind == ReplyKind.STATUS
                                ? "another status (expected: OK)"
                                : kind + " (expected: the status OK)"),
                null);
    }

    /** How large a table holds so many entries without growing. */
    private static int capacity(int entries) {
        return entries + entries / 3 + 1;
    }
}
