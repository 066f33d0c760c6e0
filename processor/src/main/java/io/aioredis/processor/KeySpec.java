package io.aioredis.processor;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a command has some of its keys. Words are counted from the command's own name, which is word 0.
 *
 * @param begin how the first of them is found
 * @param keyword for {@link Begin#KEYWORD}, the word behind which it stands; else empty
 * @param from for {@link Begin#INDEX}, its place; for {@link Begin#KEYWORD}, where the keyword is looked for, backwards from
 *     the end if negative
 * @param find how the others are found
 * @param numbers for {@link Find#RANGE}, the last one as a distance from the first (if negative, from the end: -1 is the
 *     last word), the step, and the limit (2: in half of the rest); for {@link Find#COUNTED}, the distances of the word that
 *     holds their number and of the first of them from where the search begins, and the step; else empty
 * @param flags as servers write them: {@code RO RW OW RM access insert update delete not_key incomplete variable_flags}
 */
record KeySpec(Begin begin, String keyword, int from, Find find, List<Integer> numbers, List<String> flags) {
    private static final Pattern PLACE = Pattern.compile("(?:(\\d+)|([A-Z]+)([+-]\\d+)|\\?)(?:([:#])([-\\d,]+))?");

    /** How the first key is found. */
    enum Begin {
        INDEX,
        KEYWORD,
        UNKNOWN
    }

    /** How the others are found. */
    enum Find {
        RANGE,
        COUNTED,
        UNKNOWN
    }

    static KeySpec parse(String text) {
        List<String> words = List.of(text.split(" "));
        Matcher place = PLACE.matcher(words.get(0));
        if (!place.matches()) {
            throw new IllegalArgumentException("key specification: \"" + text + "\"");
        }
        Begin begin = place.group(1) != null ? Begin.INDEX : place.group(2) != null ? Begin.KEYWORD : Begin.UNKNOWN;
        int from = switch (begin) {
            case INDEX -> Integer.parseInt(place.group(1));
            case KEYWORD -> Integer.parseInt(place.group(3));
            case UNKNOWN -> 0;
        };
        Find find = place.group(4) == null ? Find.UNKNOWN : place.group(4).equals(":") ? Find.RANGE : Find.COUNTED;
        List<Integer> numbers = find == Find.UNKNOWN
                ? List.of()
                : Arrays.stream(place.group(5).split(",")).map(Integer::valueOf).toList();
        return new KeySpec(
                begin,
                begin == Begin.KEYWORD ? place.group(2) : "",
                from,
                find,
                numbers,
                words.subList(1, words.size()));
    }
}
