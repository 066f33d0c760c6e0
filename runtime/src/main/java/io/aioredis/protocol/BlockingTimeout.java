package io.aioredis.protocol;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where a blocking command has its timeout, and its unit.
 *
 * <p>{@code last s} is the last word, in seconds with a fraction; {@code 1 s} the first argument; {@code BLOCK ms STREAMS
 * GROUP=2 COUNT=1} the word behind the option BLOCK, in milliseconds, where BLOCK is looked for before STREAMS among options
 * with so many words of their own.
 */
final class BlockingTimeout {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final boolean isInSeconds;

    /** The word itself; 0 for the last one, -1 if it stands behind an option. */
    private final int position;

    private final String option;
    private final String end;
    private final Map<String, Integer> otherOptions = new HashMap<>();

    private BlockingTimeout(String[] parts) {
        isInSeconds = parts[1].equals("s");
        option = parts[0];
        end = parts.length > 2 ? parts[2] : "";
        position = end.isEmpty() ? (option.equals("last") ? 0 : Integer.parseInt(option)) : -1;
        for (int i = 3; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            otherOptions.put(parts[i].substring(0, equals), Integer.valueOf(parts[i].substring(equals + 1)));
        }
    }

    static BlockingTimeout parse(String text) {
        return new BlockingTimeout(text.split(" "));
    }

    /** Whether a call of the command blocks. */
    boolean isIn(EncodedWords words) {
        return position >= 0 || find(words) > 0;
    }

    /** How long the server waits, in nanoseconds; 0 is for ever, and what is not a timeout counts as that too. */
    long nanos(EncodedWords words) {
        int at = find(words);
        if (at <= 0 || at >= words.count()) {
            return 0;
        }
        if (isInSeconds) {
            return seconds(words.text(at));
        }
        long millis = words.number(at);
        return millis <= 0 || millis > Long.MAX_VALUE / NANOS_PER_MILLI ? 0 : millis * NANOS_PER_MILLI;
    }

    private int find(EncodedWords words) {
        if (position >= 0) {
            return position == 0 ? words.count() - 1 : position;
        }
        int at = 1;
        while (at < words.count() && !words.is(at, end)) {
            if (words.is(at, option)) {
                return at + 1;
            }
            at += 1 + otherOptions.getOrDefault(words.text(at).toUpperCase(Locale.ROOT), 0);
        }
        return -1;
    }

    private static long seconds(String text) {
        if (text.isEmpty() || Character.isLetter(text.charAt(text.length() - 1))) {
            return 0; // Java takes 1d and 1f for numbers
        }
        double nanos;
        try {
            nanos = Double.parseDouble(text) * NANOS_PER_SECOND;
        } catch (NumberFormatException e) {
            return 0;
        }
        return nanos > 0 && nanos < Long.MAX_VALUE ? Math.max(1, (long) nanos) : 0;
    }
}
