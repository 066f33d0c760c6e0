package io.aioredis.commandtable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What of a table does not hold for the older servers that were asked, so that a test can tell that from drift. */
final class OlderAnswers {
    private OlderAnswers() {}

    /** Returns the rows: server, command, field, what this server says. */
    static List<String> rows(Map<String, CommandEntry> table, List<ServerAnswers> servers) {
        List<String> rows = new ArrayList<>();
        for (ServerAnswers server : servers) {
            server.commands().forEach((name, said) -> {
                CommandEntry entry = Objects.requireNonNull(table.get(name), name);
                for (String field : List.of("arity", "flags", "keys")) {
                    if (!said.text(field).equals(expected(entry, field, server.version()))) {
                        rows.add(String.join("\t", server.version().toString(), name, field, said.text(field)));
                    }
                }
                CommandDocs docs = server.docs().get(name);
                Set<String> tokens = docs == null ? Set.of() : Merge.tokens(docs.arguments());
                if (!tokens.equals(tokens(entry, server.version()))) {
                    rows.add(String.join("\t", server.version().toString(), name, "tokens", String.join(" ", tokens)));
                }
            });
        }
        return rows;
    }

    /** The value of a field as the newest server of the product has it. */
    static String expected(CommandEntry entry, String field, ServerVersion version) {
        String others = version.isRedis() ? null : entry.field("valkey." + field);
        return others == null ? entry.text(field) : others;
    }

    /** The tokens that a version has by the table. */
    static Set<String> tokens(CommandEntry entry, ServerVersion version) {
        Set<String> tokens = new TreeSet<>();
        collect(Argument.parse(expected(entry, "arguments", version)), version, tokens);
        return tokens;
    }

    private static void collect(List<Argument> arguments, ServerVersion version, Set<String> tokens) {
        for (Argument argument : arguments) {
            String since = argument.since();
            String added = argument.added();
            boolean isThere = (since == null || version.isAtLeast(since)) && (added == null || isAdded(added, version));
            if (isThere) {
                if (argument.token() != null) {
                    tokens.add(argument.token());
                }
                collect(argument.arguments(), version, tokens);
            }
        }
    }

    private static boolean isAdded(String added, ServerVersion version) {
        return added.startsWith(">")
                ? version.isAtLeast(added.substring(1)) && !version.number().equals(added.substring(1))
                : version.isAtLeast(added);
    }
}
