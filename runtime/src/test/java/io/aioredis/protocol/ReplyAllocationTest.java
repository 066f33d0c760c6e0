package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.codec.Codec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Reading a reply of up to 1 MiB allocates little more than the values that it gives. */
class ReplyAllocationTest {
    private static final int WINDOW = 64 * 1024;

    private record Scored(String member, double score) {}

    private static final ReplyDecoder<List<Scored>> SCORED =
            ReplyDecoders.tuples(2, (reader, codecs) -> new Scored(reader.readString(), reader.readDouble()));

    @Test
    void aLongString() {
        byte[] value = text(1 << 20);
        assertFrugal(ReplyDecoders.VALUE, bulk(value), 5, () -> string(value));
        assertFrugal(ReplyDecoders.BYTES, bulk(value), 5, value::clone);
    }

    @Test
    void aVerbatimString() {
        byte[] value = text(100_000);
        assertFrugal(
                ReplyDecoders.STRING,
                "=" + (value.length + 4) + "\r\ntxt:" + string(value) + "\r\n",
                5,
                () -> string(value));
    }

    @Test
    void manyStrings() {
        byte[] value = text(4096);
        assertFrugal(
                ReplyDecoders.list(ReplyDecoders.VALUE),
                "*100\r\n" + bulk(value).repeat(100),
                5,
                () -> {
                    List<Object> list = new ArrayList<>(100);
                    for (int i = 0; i < 100; i++) {
                        list.add(string(value));
                    }
                    return Collections.unmodifiableList(list);
                });
    }

    @Test
    void aHash() {
        StringBuilder wire = new StringBuilder("%100\r\n");
        List<byte[]> fields = new ArrayList<>();
        byte[] value = text(64);
        for (int i = 0; i < 100; i++) {
            fields.add(("field:" + i).getBytes(ISO_8859_1));
            wire.append(bulk(fields.get(i))).append(bulk(value));
        }
        assertFrugal(ReplyDecoders.map(ReplyDecoders.KEY, ReplyDecoders.VALUE), wire.toString(), 50, () -> {
            Map<Object, Object> map = new LinkedHashMap<>(134);
            for (byte[] field : fields) {
                map.put(string(field), string(value));
            }
            return Collections.unmodifiableMap(map);
        });
    }

    @Test
    void scoresInEitherProtocol() {
        StringBuilder flat = new StringBuilder("*2000\r\n");
        StringBuilder nested = new StringBuilder("*1000\r\n");
        List<byte[]> members = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            members.add(("member:" + i).getBytes(ISO_8859_1));
            String score = i * 7 + ".25";
            flat.append(bulk(members.get(i))).append(bulk(score.getBytes(ISO_8859_1)));
            nested.append("*2\r\n")
                    .append(bulk(members.get(i)))
                    .append(",")
                    .append(score)
                    .append("\r\n");
        }
        Supplier<Object> values = () -> {
            List<Scored> list = new ArrayList<>(1000);
            for (byte[] member : members) {
                list.add(new Scored(string(member), 1.5));
            }
            return Collections.unmodifiableList(list);
        };
        assertFrugal(SCORED, flat.toString(), 20, values);
        assertFrugal(SCORED, nested.toString(), 20, values);
    }

    @Test
    void numbersAndOk() {
        assertFrugal(ReplyDecoders.LONG, ":1234567\r\n", 10_000, () -> new Object[1]);
        assertFrugal(ReplyDecoders.LONG, "$7\r\n1234567\r\n", 10_000, () -> new Object[1]);
        assertFrugal(ReplyDecoders.DOUBLE, ",1234.5\r\n", 10_000, () -> new Object[1]);
    }

    /** Feeds a reply again and again, cut as the socket cuts it, by which all of it lies across a border now and then. */
    private static void assertFrugal(ReplyDecoder<?> decoder, String reply, int times, Supplier<Object> values) {
        byte[] wire = reply.repeat(times).getBytes(ISO_8859_1);
        Object[] kept = new Object[1];
        long needed = Allocation.of(() -> {
            for (int i = 0; i < times; i++) {
                kept[0] = values.get();
            }
        });
        ReplyParser parser = ReplyParser.resp();
        byte[] window = new byte[WINDOW];
        long allocated = Allocation.of(() -> {
            for (int at = 0; at < wire.length; at += WINDOW) {
                int length = Math.min(WINDOW, wire.length - at);
                System.arraycopy(wire, at, window, 0, length);
                parser.feed(window, 0, length);
                for (ReplyReader reader = parser.next(); reader != null; reader = parser.next()) {
                    kept[0] = decoder.decode(reader, Replies.TEXT);
                    reader.requireWhollyRead();
                    reader.close();
                }
            }
        });
        assertThat(allocated).as("bytes allocated where %d are needed", needed).isLessThanOrEqualTo(needed * 12 / 10);
    }

    private static String bulk(byte[] value) {
        return "$" + value.length + "\r\n" + string(value) + "\r\n";
    }

    private static String string(byte[] value) {
        return Codec.utf8().decode(value, 0, value.length);
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('a' + i % 26);
        }
        return text;
    }
}
