package io.aioredis.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a command has its keys, by the servers' own key specifications.
 *
 * <p>Each says where the search begins, {@code 1} (that word), {@code STREAMS+1} (the word behind STREAMS, looked for from
 * word 1 on) or {@code KEYS-2} (looked for from the second last word backwards), and how it goes on: {@code :last,step,limit}
 * (up to the word at that distance from the first key or, if negative, from the end; a limit of 2 takes half of the rest) or
 * {@code #number,first,step} (as many as the word at that distance says).
 *
 * <p>Channels and cursors that only choose the slot are keys here. For three commands this is not all: SORT and SORT_RO may
 * have keys in BY and GET, which are patterns, and behind STORE; and of MIGRATE with KEYS, word 3, which is empty, is found
 * too.
 */
final class KeyPlaces {
    private final List<Place> places;
    private final boolean isComplete;

    private KeyPlaces(List<Place> places, boolean isComplete) {
        this.places = places;
        this.isComplete = isComplete;
    }

    static KeyPlaces parse(String text) {
        List<Place> places = new ArrayList<>();
        boolean isComplete = true;
        for (String spec : text.isEmpty() ? new String[0] : text.split(" ")) {
            isComplete &= !spec.equals("?") && !spec.endsWith("~");
            if (!spec.equals("?")) {
                places.add(Place.parse(spec.replace("~", "")));
            }
        }
        return new KeyPlaces(List.copyOf(places), isComplete);
    }

    /** Whether every key is found; else the server has not told where all of them are. */
    boolean isComplete() {
        return isComplete;
    }

    /** Returns which words are keys, in rising order; none of what is missing or malformed. */
    int[] find(EncodedWords words) {
        IntStream.Builder found = IntStream.builder();
        for (Place place : places) {
            int first = place.first(words);
            int last = place.last(words, first);
            for (int at = first; at > 0 && at <= last; at += place.step) {
                found.add(at);
            }
        }
        return found.build().sorted().distinct().toArray();
    }

    /**
     * One specification.
     *
     * @param keyword where the search begins, if not empty
     * @param from the first key, or the word from which the keyword is looked for, backwards if negative
     * @param isCounted whether a word says how many keys there are
     */
    private record Place(String keyword, int from, boolean isCounted, int a, int b, int step, int limit) {
        static Place parse(String spec) {
            int how = Math.max(spec.indexOf(':'), spec.indexOf('#'));
            int sign = Math.max(spec.lastIndexOf('+', how), spec.lastIndexOf('-', how));
            String[] numbers = spec.substring(how + 1).split(",");
            int[] n = Arrays.stream(numbers).mapToInt(Integer::parseInt).toArray();
            String keyword = sign < 0 ? "" : spec.substring(0, sign);
            int from = Integer.parseInt(spec.substring(Math.max(0, sign), how));
            return spec.charAt(how) == '#'
                    ? new Place(keyword, from, true, n[0], n[1], n[2], 0)
                    : new Place(keyword, from, false, n[0], 0, n[1], n[2]);
        }

        /** The word where the keys begin, or the number of them, or -1. */
        private int begin(EncodedWords words) {
            if (keyword.isEmpty()) {
                return from;
            }
            int by = from < 0 ? -1 : 1;
            for (int i = from < 0 ? words.count() + from : from; i > 0 && i < words.count(); i += by) {
                if (words.is(i, keyword)) {
                    return i + 1;
                }
            }
            return -1;
        }

        int first(EncodedWords words) {
            int begin = begin(words);
            return begin < 0 || !isCounted ? begin : begin + b;
        }

        int last(EncodedWords words, int first) {
            int end = words.count() - 1;
            if (first < 0 || first > end) {
                return -1;
            }
            if (isCounted) {
                long count = words.number(first - b + a);
                return count < 1 ? -1 : (int) Math.min(end, first + (count - 1) * step);
            }
            if (a >= 0) {
                return Math.min(end, first + a);
            }
            return limit == 0 ? words.count() + a : first + (words.count() - first) / limit + a;
        }
    }
}
