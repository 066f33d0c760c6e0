package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aioredis.exception.ReplyException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random replies of every kind, and what reading them gives. */
final class ReplyGenerator {
    private static final int DEEPEST = 4;

    private final Random random;
    private final boolean isResp3;
    private final int longest;
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

    /**
     * @param isResp3 whether what RESP3 has brought may occur
     * @param longest the most bytes of one bulk string
     */
    ReplyGenerator(Random random, boolean isResp3, int longest) {
        this.random = random;
        this.isResp3 = isResp3;
        this.longest = longest;
    }

    byte[] wire() {
        return wire.toByteArray();
    }

    /** Appends a reply and returns what {@link #comparable} makes of it. */
    @Nullable
    Object append() {
        return appendValue(0);
    }

    /** What a raw reply gives, with errors as objects that can be compared. */
    static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(comparable(element)));
            return copy;
        }
        return value instanceof ReplyException ? "error " + ((ReplyException) value).getMessage() : value;
    }

    private @Nullable Object appendValue(int depth) {
        appendAsides(depth);
        int plainKinds = isResp3 ? 12 : 6;
        int kind = random.nextInt(depth == DEEPEST ? plainKinds : isResp3 ? 17 : 10);
        return switch (kind) {
            case 0 -> plain(random.nextBoolean() ? "$-1\r\n" : "*-1\r\n", null);
            case 1 -> {
                long value = random.nextLong() >> random.nextInt(64);
                yield plain(":" + value + "\r\n", value);
            }
            case 2 -> plain("+st\r\n", "st");
            case 3 -> plain("-ERR of " + depth + "\r\n", "error ERR of " + depth);
            case 4, 5 -> bulk('$', "", text());
            default -> isResp3 ? ofResp3(kind, depth) : array("*", depth);
        };
    }

    private @Nullable Object ofResp3(int kind, int depth) {
        return switch (kind) {
            case 6 -> plain("_\r\n", null);
            case 7 -> {
                String value = random.nextInt(5) == 0 ? "-inf" : String.valueOf(random.nextGaussian());
                yield plain("," + value + "\r\n", value);
            }
            case 8 -> {
                boolean value = random.nextBoolean();
                yield plain(value ? "#t\r\n" : "#f\r\n", value ? 1L : 0L);
            }
            case 9 ->
                plain(
                        "(-3492890328409238509324850943850943825024385\r\n",
                        "-3492890328409238509324850943850943825024385");
            case 10 -> bulk('=', "txt:", text());
            case 11 -> "error " + bulk('!', "", "ERR " + random.nextInt(100));
            case 12, 13 -> map(depth);
            case 14 -> array("~", depth);
            default -> array("*", depth);
        };
    }

    /** What belongs to a frame and is no element of it. */
    private void appendAsides(int depth) {
        if (!isResp3 || depth == DEEPEST) {
            return;
        }
        if (random.nextInt(20) == 0) {
            put("|" + 1 + "\r\n+ttl\r\n");
            appendValue(DEEPEST);
        }
        if (depth > 0 && random.nextInt(20) == 0) {
            put(">2\r\n+invalidate\r\n");
            array("*", depth);
        }
    }

    private @Nullable Object plain(String text, @Nullable Object value) {
        put(text);
        return value;
    }

    private String bulk(char type, String format, String value) {
        byte[] bytes = (format + value).getBytes(UTF_8);
        put(type + "" + bytes.length + "\r\n");
        wire.writeBytes(bytes);
        put("\r\n");
        return value;
    }

    private String text() {
        int length = random.nextInt(1 + random.nextInt(1 + random.nextInt(longest)));
        StringBuilder text = new StringBuilder();
        String letters = random.nextInt(4) == 0 ? "v\r\n$1é漢" : "abcdefghijk";
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt((i + length) % letters.length()));
        }
        return text.toString();
    }

    private List<@Nullable Object> map(int depth) {
        int size = random.nextInt(4);
        put("%" + size + "\r\n");
        List<@Nullable Object> pairs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            pairs.add(plain("+k" + i + "\r\n", "k" + i));
            pairs.add(appendValue(depth + 1));
        }
        return pairs;
    }

    private List<@Nullable Object> array(String type, int depth) {
        int size = random.nextInt(6);
        put(type + size + "\r\n");
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(appendValue(depth + 1));
        }
        return list;
    }

    private void put(String text) {
        wire.writeBytes(text.getBytes(UTF_8));
    }
}
