package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the servers' own command table says of a command, as far as a connection has to know it.
 *
 * <p>Of a command that the table does not have, one of a module for example, nothing is assumed: it is neither read-only nor
 * does it block, has no keys, and is answered by one reply.
 *
 * <p>The table is read when the first command is named. MIGRATE does not block as other commands do: it holds up the whole
 * server, so that a connection of its own would serve nothing.
 */
public final class CommandFacts {
    static final CommandFacts UNKNOWN = new CommandFacts(new String[] {"-"});

    private final String marks;
    private String keys = "";
    private @Nullable BlockingTimeout timeout;
    private @Nullable String state;

    private CommandFacts(String[] cells) {
        marks = cells[0];
        for (int i = 1; i < cells.length; i++) {
            int equals = cells[i].indexOf('=');
            String value = cells[i].substring(equals + 1);
            switch (cells[i].substring(0, equals)) {
                case "keys" -> keys = value;
                case "timeout" -> timeout = BlockingTimeout.parse(value);
                case "state" -> state = value;
                default -> throw new IllegalStateException("command table: " + cells[i]);
            }
        }
    }

    /** Returns the facts of a command, {@code "GET"} or {@code "CONFIG GET"}, in upper case. */
    static CommandFacts of(String name) {
        String line = Table.LINES.get(name);
        return line == null ? UNKNOWN : new CommandFacts(line.split("\t"));
    }

    /** Whether the table has the command. */
    static boolean isKnown(String name) {
        return Table.LINES.containsKey(name);
    }

    /** The names in the table. */
    static Set<String> names() {
        return Collections.unmodifiableSet(Table.LINES.keySet());
    }

    /** Whether a word is the name of commands that have another one, their subcommand, as a second word. */
    static boolean isContainer(String word) {
        String line = Table.LINES.get(word);
        return line != null && line.startsWith("c");
    }

    /** Whether the server says that the command only reads, so that it may be sent twice. */
    public boolean isReadOnly() {
        return marks.indexOf('r') >= 0;
    }

    /** Whether the server says that the command may write. */
    public boolean isWrite() {
        return marks.indexOf('w') >= 0;
    }

    /** Whether the command changes what the server remembers of the connection. */
    public boolean changesState() {
        return state != null;
    }

    /**
     * How a change of the connection's state is taken back: the words of a command, in which {@code db} stands for the
     * database that was selected before; empty if nothing has to be done, since the command itself takes something back;
     * null if only closing the connection does it.
     */
    public @Nullable String undo() {
        return state == null || state.equals("clean") ? "" : state.equals("close") ? null : state;
    }

    /** Whether the name is that of several commands, which the next word tells apart. */
    boolean isContainer() {
        return marks.indexOf('c') >= 0;
    }

    /** Whether the command is answered by one reply, and leaves those of others as they are. */
    boolean hasOneReply() {
        return marks.indexOf('a') < 0;
    }

    /** Whether a call of the command may block; the call itself has the last word. */
    boolean mayBlock() {
        return timeout != null;
    }

    @Nullable
    BlockingTimeout timeout() {
        return timeout;
    }

    /** Parsed at each call, since most programs never ask. */
    KeyPlaces keys() {
        return KeyPlaces.parse(keys);
    }

    /** Whether RESP2 sends flat what RESP3 sends as arrays in an array. */
    boolean isFlatInResp2() {
        return marks.indexOf('f') >= 0;
    }

    /** Whether RESP2 sends as an array of pairs what RESP3 sends as a map. */
    boolean isPairsInResp2() {
        return marks.indexOf('m') >= 0;
    }

    /** The lines of the table by command, without its name. */
    private static final class Table {
        static final Map<String, String> LINES = read();

        private static Map<String, String> read() {
            try (InputStream in = CommandFacts.class.getResourceAsStream("commands.tsv")) {
                if (in == null) {
                    throw new IllegalStateException("commands.tsv: not there (expected: beside " + Table.class + ")");
                }
                return parse(new String(in.readAllBytes(), US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException("commands.tsv", e);
            }
        }

        private static Map<String, String> parse(String text) {
            Map<String, String> lines = new HashMap<>(1024);
            int from = 0;
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
                int tab = text.indexOf('\t', from);
                if (text.charAt(from) != '#' && tab > 0) {
                    lines.put(text.substring(from, tab), text.substring(tab + 1, end));
                }
                from = end + 1;
            }
            return lines;
        }
    }
}
