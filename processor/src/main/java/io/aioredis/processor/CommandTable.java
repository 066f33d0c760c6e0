package io.aioredis.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The servers' own command table: every command of Redis and Valkey.
 *
 * <p>It is found once per class loader; of a command, nothing but its name is read before it is asked for. The module
 * command-table writes the resource, and its README explains it.
 */
final class CommandTable {
    private static final String RESOURCE = "commands.tsv";

    /** The lines without the names, by name. */
    private final Map<String, String> lines = new TreeMap<>();

    private final Set<String> containers = new HashSet<>();

    private CommandTable(String text) {
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            int tab = text.indexOf('\t', from);
            if (text.charAt(from) != '#') {
                add(text.substring(from, tab), text.substring(tab + 1, end));
            }
            from = end + 1;
        }
    }

    private void add(String name, String line) {
        lines.put(name, line);
        int space = name.indexOf(' ');
        if (space > 0) {
            containers.add(name.substring(0, space));
        }
    }

    static CommandTable get() {
        return Holder.TABLE;
    }

    /** Returns a command by its name in upper case, with the subcommand's if it is one. */
    Optional<CommandEntry> find(String name) {
        return Optional.ofNullable(lines.get(name)).map(line -> CommandEntry.parse(name, line));
    }

    /** The names of all commands and subcommands, sorted. */
    Set<String> names() {
        return Collections.unmodifiableSet(lines.keySet());
    }

    /** Whether a word in upper case is the first one of commands whose name has two. */
    boolean isContainer(String word) {
        return containers.contains(word);
    }

    /** The names of a container's commands, each with its own, sorted. */
    List<String> subcommands(String container) {
        return lines.keySet().stream()
                .filter(name -> name.startsWith(container + " "))
                .toList();
    }

    private static final class Holder {
        static final CommandTable TABLE = new CommandTable(read());

        private static String read() {
            try (InputStream in = CommandTable.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException(RESOURCE + ": not there (expected: in the processor's jar)");
                }
                return new String(in.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(RESOURCE, e);
            }
        }
    }
}
