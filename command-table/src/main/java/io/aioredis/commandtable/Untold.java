package io.aioredis.commandtable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joins a table with what no server tells: the kinds of replies, and the facts that are written by hand. */
final class Untold {
    /** The fields that are not from servers. */
    static final List<String> FIELDS = List.of("state", "one-reply", "replies");

    private Untold() {}

    static void join(Map<String, CommandEntry> table) {
        Map<String, List<String>> replies = new TreeMap<>();
        List<String> kinds = TextFiles.resource("reply-kinds.tsv");
        for (String line : kinds.subList(1, kinds.size())) {
            String[] cells = line.split("\t", -1);
            replies.computeIfAbsent(cells[0], name -> new ArrayList<>()).add(reply(cells));
        }
        Map<String, Map<String, String>> written = byHand();
        for (CommandEntry entry : table.values()) {
            List<String> rows = replies.remove(entry.name());
            if (rows == null) {
                throw new IllegalStateException(entry.name() + ": no row in reply-kinds.tsv (expected: one at least)");
            }
            Map<String, String> facts = written.getOrDefault(entry.name(), Map.of());
            written.remove(entry.name());
            facts.forEach(entry::put);
            if (rows.stream().anyMatch(Untold::isApart)) {
                entry.put("one-reply", "no");
            }
            entry.put("replies", String.join(";", rows));
        }
        requireNone("reply-kinds.tsv", replies);
        requireNone("written-by-hand.tsv", written);
    }

    /** The condition, the kinds in RESP2 and RESP3 ({@code =} if they are the same), why it may be nil, and notes. */
    private static String reply(String[] cells) {
        for (int i = 0; i < 6; i++) {
            if (cells[i].isEmpty() || (i > 0 && cells[i].matches(".*[ ;].*"))) {
                throw new IllegalStateException("reply-kinds.tsv: " + String.join("\t", cells)
                        + " (expected: neither space nor semicolon in a cell)");
            }
        }
        return String.join(" ", cells[1], cells[2], cells[3].equals(cells[2]) ? "=" : cells[3], cells[4], cells[5]);
    }

    /** Whether a row says that the command has not one reply, or that later ones are not what they were. */
    private static boolean isApart(String row) {
        List<String> notes = List.of(row.substring(row.lastIndexOf(' ') + 1).split(","));
        return notes.contains("frame-per-channel") || notes.contains("stream-after") || notes.contains("silences");
    }

    private static Map<String, Map<String, String>> byHand() {
        Map<String, Map<String, String>> facts = new TreeMap<>();
        for (String line : TextFiles.resource("written-by-hand.tsv")) {
            String[] cells = line.split("\t", -1);
            if (cells.length != 4 || cells[3].isBlank() || !FIELDS.contains(cells[1])) {
                throw new IllegalStateException("written-by-hand.tsv: \"" + line
                        + "\" (expected: command, fact, value and reason, the fact one of " + FIELDS + ")");
            }
            facts.computeIfAbsent(cells[0], name -> new TreeMap<>()).put(cells[1], cells[2]);
        }
        return facts;
    }

    private static void requireNone(String file, Map<String, ?> left) {
        if (!left.isEmpty()) {
            throw new IllegalStateException(file + ": " + left.keySet() + " (expected: commands of the table)");
        }
    }
}
