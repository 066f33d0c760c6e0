package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** The bytes of a command: one array as a rule, or the pieces of one with larger arrays between them. */
final class Payload {
    static final byte[] NOTHING = {};

    private Payload() {}

    /** Returns the pieces of a command in the order of the wire. */
    static ByteBuffer[] pieces(byte[] bytes, int[] cuts, byte[][] referenced, int count) {
        ByteBuffer[] pieces = new ByteBuffer[2 * count + 1];
        int from = 0;
        for (int i = 0; i < count; i++) {
            pieces[2 * i] = ByteBuffer.wrap(bytes, from, cuts[i] - from);
            pieces[2 * i + 1] = ByteBuffer.wrap(referenced[i]);
            from = cuts[i];
        }
        pieces[2 * count] = ByteBuffer.wrap(bytes, from, bytes.length - from);
        return pieces;
    }

    static long size(Object payload) {
        if (payload instanceof byte[] bytes) {
            return bytes.length;
        }
        long size = 0;
        for (ByteBuffer piece : (ByteBuffer[]) payload) {
            size += piece.remaining();
        }
        return size;
    }

    /** Copies what fits, beginning with the byte at {@code from}, and returns how much that was. */
    static int copy(Object payload, long from, ByteBuffer target) {
        if (payload instanceof byte[] bytes) {
            int copied = Math.min(bytes.length - (int) from, target.remaining());
            target.put(bytes, (int) from, copied);
            return copied;
        }
        int copied = 0;
        long skip = from;
        for (ByteBuffer piece : (ByteBuffer[]) payload) {
            int length = piece.remaining();
            if (skip >= length) {
                skip -= length;
                continue;
            }
            int step = Math.min(length - (int) skip, target.remaining());
            target.put(piece.array(), piece.position() + (int) skip, step);
            copied += step;
            skip = 0;
            if (!target.hasRemaining()) {
                break;
            }
        }
        return copied;
    }

    /** Replaces the arguments of a short command wherever a text repeats them. */
    static String strikeOutArguments(Object payload, String text) {
        String struck = text;
        String[] lines = start(payload, 16 * 1024).split("\r\n");
        for (int i = 4; i < lines.length; i += 2) {
            String argument = lines[i];
            if (argument.length() < 4) {
                struck = struck.replace("'" + argument + "'", "***"); // is no secret, and may be a part of any word
            } else if (!argument.equalsIgnoreCase("AUTH")) {
                struck = struck.replace(argument, "***");
            }
        }
        return struck;
    }

    /** Returns the second word of a command if it is a short one, else an empty text. */
    static String secondWord(Object payload) {
        // *2 $6 SELECT $1 3
        String[] lines = start(payload, 128).split("\r\n", 6);
        return lines.length == 6 ? lines[4] : "";
    }

    private static String start(Object payload, int bytes) {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(bytes, size(payload)));
        int length = copy(payload, 0, start);
        return new String(start.array(), 0, length, UTF_8);
    }
}
