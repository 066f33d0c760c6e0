package io.aioredis.protocol;

import io.aioredis.codec.CodecSource;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Encodes commands whose words and arguments are known at the call only. */
final class RawCommand {
    /** With room for every command, and for most of them in two ways of writing it. */
    private static final SpecCache SPECS = new SpecCache(1024);

    private RawCommand() {}

    static Call<Object> encode(CodecSource codecs, String command, @Nullable Object... arguments) {
        return encode(SPECS.get(command), codecs, arguments);
    }

    static <T extends @Nullable Object> Call<T> encode(
            ReplyDecoder<T> decoder, CodecSource codecs, String command, @Nullable Object... arguments) {
        return encode(SPECS.get(command).with(decoder), codecs, arguments);
    }

    private static <T extends @Nullable Object> Call<T> encode(
            CommandSpec spec, CodecSource codecs, @Nullable Object... arguments) {
        Object[] checked = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            checked[i] = check(spec, i, arguments[i]);
        }
        CommandWriter writer = spec.writer();
        for (Object argument : checked) {
            size(writer, argument);
        }
        writer.begin();
        for (Object argument : checked) {
            put(writer, argument);
        }
        return writer.call(codecs);
    }

    /** Returns the argument as a String, byte[], Long or Double. */
    private static Object check(CommandSpec spec, int index, @Nullable Object argument) {
        if (argument instanceof String || argument instanceof byte[]) {
            return argument;
        }
        if (argument instanceof Integer
                || argument instanceof Long
                || argument instanceof Short
                || argument instanceof Byte) {
            return ((Number) argument).longValue();
        }
        if (argument instanceof Double) {
            return argument;
        }
        if (argument instanceof Float) {
            // by way of its text: 0.1f is to be sent as 0.1, not as the double nearest to it
            return Double.valueOf(argument.toString());
        }
        if (argument instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        String what = spec.name() + ": argument " + (index + 1);
        if (argument == null) {
            throw new NullPointerException(what + ": null (expected: text, bytes or a number)");
        }
        throw new IllegalArgumentException(what + ": a " + argument.getClass().getName()
                + " (expected: String, byte[], ByteBuffer, or an integer or floating-point number)");
    }

    private static void size(CommandWriter writer, Object argument) {
        if (argument instanceof String text) {
            writer.size(text);
        } else if (argument instanceof byte[] bytes) {
            writer.size(bytes);
        } else if (argument instanceof Long integer) {
            writer.size(integer.longValue());
        } else {
            writer.size(((Double) argument).doubleValue());
        }
    }

    private static void put(CommandWriter writer, Object argument) {
        if (argument instanceof String text) {
            writer.put(text);
        } else if (argument instanceof byte[] bytes) {
            writer.put(bytes);
        } else if (argument instanceof Long integer) {
            writer.put(integer.longValue());
        } else {
            writer.put(((Double) argument).doubleValue());
        }
    }
}
