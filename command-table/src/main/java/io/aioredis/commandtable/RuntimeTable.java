package io.aioredis.commandtable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the runtime's table of the processor's: what a connection has to know of a command that is called. */
final class RuntimeTable {
    /** Aggregates of RESP3 whose elements are aggregates, where RESP2 has none. */
    private static final Pattern FLAT = Pattern.compile("flat-(pairs|triples)<[^<>]*>");

    private static final Pattern NESTED = Pattern.compile("pairs<[^<>]*>|map<[^<>,]*,tuple<[^<>]*>>(\\|empty)?");
    private static final Pattern PAIRS = Pattern.compile("pairs<[^,]*,(.*)>");
    private static final Pattern MAP = Pattern.compile("map<[^,]*,(.*)>");

    private RuntimeTable() {}

    static List<String> lines(Collection<CommandEntry> table) {
        return table.stream()
                .map(entry -> line(entry, isContainer(entry, table)))
                .toList();
    }

    private static boolean isContainer(CommandEntry entry, Collection<CommandEntry> table) {
        return table.stream().anyMatch(other -> other.name().startsWith(entry.name() + " "));
    }

    private static String line(CommandEntry entry, boolean isContainer) {
        List<String> flags = entry.list("flags");
        Optional<String> timeout = flags.contains("blocking") ? Optional.of(timeout(entry)) : Optional.empty();
        StringBuilder marks = new StringBuilder();
        marks.append(flags.contains("readonly") ? "r" : "").append(flags.contains("write") ? "w" : "");
        marks.append(isContainer ? "c" : "")
                .append(entry.field("one-reply") == null ? "" : "a")
                .append(shape(entry));
        StringBuilder line = new StringBuilder(entry.name()).append('\t').append(marks.isEmpty() ? "-" : marks);
        String keys = keys(entry.text("keys"));
        if (!keys.isEmpty()) {
            line.append("\tkeys=").append(keys);
        }
        timeout.ifPresent(place -> line.append("\ttimeout=").append(place));
        if (entry.field("state") != null) {
            line.append("\tstate=").append(entry.text("state"));
        }
        return line.toString();
    }

    /** The specifications without their flags, but for a tilde behind one that does not find all of its keys. */
    private static String keys(String specs) {
        List<String> places = new ArrayList<>();
        for (String spec : specs.isEmpty() ? new String[0] : specs.split(";")) {
            List<String> words = List.of(spec.split(" "));
            places.add(words.get(0) + (words.contains("incomplete") ? "~" : ""));
        }
        return String.join(" ", places);
    }

    // ------------------------------------------------------------------------------------------------ timeouts

    /**
     * Where a blocking command has its timeout: {@code last s} (the last word, in seconds), {@code 1 s} (the first
     * argument), or {@code BLOCK ms STREAMS GROUP=2 COUNT=1} (behind an option, which is looked for before STREAMS, among
     * options that have so many words of their own).
     *
     * <p>No server tells the unit; all of them keep to it that a timeout with a fraction is in seconds and an integer is
     * in milliseconds.
     */
    private static String timeout(CommandEntry entry) {
        List<Argument> arguments = entry.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            if (argument.name().equals("timeout") && argument.token() == null) {
                String unit = unit(entry, argument);
                return i == arguments.size() - 1 ? "last " + unit : place(entry, arguments.subList(0, i)) + " " + unit;
            }
            if ("BLOCK".equals(argument.token())) {
                return options(entry, argument, arguments);
            }
        }
        throw new IllegalStateException(entry.name() + ": blocks, and its timeout is nowhere in " + arguments);
    }

    private static String unit(CommandEntry entry, Argument timeout) {
        return switch (timeout.type()) {
            case "double" -> "s";
            case "integer" -> "ms";
            default -> throw new IllegalStateException(entry.name() + ": timeout of type " + timeout.type());
        };
    }

    private static int place(CommandEntry entry, List<Argument> before) {
        if (before.stream().anyMatch(argument -> argument.optional() || argument.multiple())) {
            throw new IllegalStateException(entry.name() + ": its timeout has no fixed place behind " + before);
        }
        return 1 + before.stream().mapToInt(Argument::words).sum();
    }

    private static String options(CommandEntry entry, Argument block, List<Argument> arguments) {
        StringBuilder text =
                new StringBuilder("BLOCK ").append(unit(entry, block)).append(" STREAMS");
        for (Argument argument : arguments) {
            if (argument != block && !"STREAMS".equals(argument.token())) {
                text.append(' ').append(argument.token()).append('=').append(argument.words() - 1);
            }
        }
        return text.toString();
    }

    // ------------------------------------------------------------------------------------------------ shapes

    /**
     * What has to be done to a reply of RESP3, beyond turning its maps into arrays, to make it what RESP2 would have sent:
     * {@code f}, elements that are arrays are flat; {@code m}, a map is an array of pairs; or nothing.
     *
     * <p>It is told by the command alone: what is flat in RESP2 with one option has no arrays in it with any other.
     */
    private static String shape(CommandEntry entry) {
        boolean isFlat = false;
        boolean isPairs = false;
        boolean isOther = false;
        for (String reply : entry.text("replies").split(";")) {
            String[] cells = reply.split(" ");
            Matcher pairs = PAIRS.matcher(cells[1]);
            Matcher map = MAP.matcher(cells[2]);
            if (FLAT.matcher(cells[1]).matches() && NESTED.matcher(cells[2]).matches()) {
                isFlat = true;
            } else if (pairs.matches() && map.matches() && pairs.group(1).equals(map.group(1))) {
                isPairs = true;
            } else if (!cells[2].equals("=")
                    && !like(cells[1]).equals(like(cells[2]))
                    && !cells[0].startsWith("@")
                    && !cells[0].contains("&@")) {
                throw new IllegalStateException(
                        entry.name() + ": " + reply + " (expected: kinds that are the same in both"
                                + " protocols when sets, maps, booleans and doubles are as RESP2 has them)");
            }
            isOther |= cells[1].matches("(array|pairs)<.*<.*");
        }
        if (isFlat && (isOther || isPairs)) {
            throw new IllegalStateException(entry.name() + ": flat pairs with one option and arrays in the array with"
                    + " another (expected: one of them, since the options of a call are not looked at)");
        }
        return isFlat ? "f" : isPairs ? "m" : "";
    }

    /** A kind with what only RESP3 has as RESP2 has it. */
    private static String like(String kind) {
        return kind.replaceAll("\\bset<", "array<")
                .replaceAll("(?<!-)\\bmap<", "flat-pairs<")
                .replaceAll("\\b(bulk-)?double\\b|\\bverbatim\\b", "bulk")
                .replace("boolean", "bool01")
                .replace("|array<any>", "")
                .replaceAll("^flat-pairs<(.*)>\\|empty$", "flat-pairs<$1>");
    }
}
