package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** A program for a small heap: reads one large reply, window by window, and prints how long its value is. */
final class LargeReplyMemory {
    private static final int WINDOW = 64 * 1024;

    private LargeReplyMemory() {}

    /**
     * @param arguments the value's size in bytes; {@code string}, {@code bytes} or {@code detached}
     */
    public static void main(String[] arguments) {
        int size = Integer.parseInt(arguments[0]);
        byte[] head = ("$" + size + "\r\n").getBytes(US_ASCII);
        byte[] window = new byte[WINDOW];
        ReplyParser parser = ReplyParser.resp();
        parser.feed(head, 0, head.length);
        parser.next();
        Arrays.fill(window, (byte) 'x');
        for (int left = size; left > 0; left -= WINDOW) {
            parser.feed(window, 0, Math.min(left, WINDOW));
            parser.next();
        }
        parser.feed(new byte[] {'\r', '\n'}, 0, 2);
        ReplyReader reader = parser.next();
        if (reader == null) {
            throw new AssertionError("the reply is not complete");
        }
        if (arguments[1].equals("detached")) {
            reader = reader.detach();
        }
        Object value = arguments[1].equals("string") ? reader.readString() : reader.readBytes();
        System.out.println(value instanceof String text ? text.length() : ((byte[]) value).length);
    }
}
