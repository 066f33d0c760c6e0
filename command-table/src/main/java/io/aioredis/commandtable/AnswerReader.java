package io.aioredis.commandtable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a server by COMMAND and COMMAND DOCS. */
final class AnswerReader {
    private AnswerReader() {}

    static ServerAnswers ask(RespConnection connection) throws IOException {
        connection.call("HELLO", "3");
        String info = String.valueOf(connection.call("INFO", "server"));
        String product = field(info, "valkey_version").isEmpty() ? "redis" : "valkey";
        ServerVersion version = ServerVersion.of(product, field(info, product + "_version"));
        if (!version.isAtLeast("7.0")) {
            throw new IOException(version + ": has no COMMAND DOCS (expected: 7.0 or newer)");
        }
        Map<String, CommandEntry> commands = new TreeMap<>();
        readCommands(list(connection.call("COMMAND")), commands);
        Map<String, CommandDocs> docs = new TreeMap<>();
        readDocs(map(connection.call("COMMAND", "DOCS")), docs);
        return new ServerAnswers(version, commands, docs);
    }

    private static String field(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    // ------------------------------------------------------------------------------------------------ COMMAND

    private static void readCommands(List<Object> replies, Map<String, CommandEntry> target) {
        for (Object reply : replies) {
            List<Object> columns = list(reply);
            CommandEntry entry = new CommandEntry(name(columns.get(0)))
                    .put("arity", columns.get(1).toString())
                    .putList("flags", sorted(columns.get(2)))
                    .putList(
                            "categories",
                            sorted(columns.get(6)).stream()
                                    .map(category -> category.substring(1))
                                    .toList())
                    .putList("tips", sorted(columns.get(7)))
                    .put("keys", keys(list(columns.get(8))));
            target.put(entry.name(), entry);
            readCommands(list(columns.get(9)), target);
        }
    }

    /** Servers write a subcommand as {@code config|get}. */
    private static String name(Object text) {
        return text.toString().toUpperCase(Locale.ROOT).replace('|', ' ');
    }

    private static List<String> sorted(@Nullable Object words) {
        return list(words).stream().map(Object::toString).sorted().toList();
    }

    private static String keys(List<Object> specs) {
        return specs.stream().map(spec -> key(map(spec))).collect(Collectors.joining(";"));
    }

    /**
     * A key specification as text: where the search begins ({@code 1}, {@code STREAMS+1}, or {@code ?}), how the keys are
     * found from there ({@code :last,step,limit} or {@code #number,first,step}), and its flags.
     */
    private static String key(Map<String, Object> spec) {
        Map<String, Object> begin = map(spec.get("begin_search"));
        Map<String, Object> find = map(spec.get("find_keys"));
        Map<String, Object> from = specOf(begin);
        Map<String, Object> how = specOf(find);
        String text = switch (type(begin)) {
            case "index" -> number(from, "index");
            case "keyword" ->
                from.get("keyword")
                        + (number(from, "startfrom").startsWith("-") ? "" : "+")
                        + number(from, "startfrom");
            default -> "?";
        };
        text += switch (type(find)) {
            case "range" -> ":" + number(how, "lastkey") + "," + number(how, "keystep") + "," + number(how, "limit");
            case "keynum" ->
                "#" + number(how, "keynumidx") + "," + number(how, "firstkey") + "," + number(how, "keystep");
            default -> "";
        };
        for (Object flag : list(spec.get("flags"))) {
            text += " " + flag;
        }
        return text;
    }

    private static String type(Map<String, Object> part) {
        return String.valueOf(part.get("type"));
    }

    private static Map<String, Object> specOf(Map<String, Object> part) {
        return type(part).equals("unknown") ? Map.of() : map(part.get("spec"));
    }

    private static String number(Map<String, Object> spec, String field) {
        return Objects.requireNonNull(spec.get(field), field).toString();
    }

    // ------------------------------------------------------------------------------------------------ COMMAND DOCS

    private static void readDocs(Map<String, Object> replies, Map<String, CommandDocs> target) {
        replies.forEach((name, reply) -> {
            Map<String, Object> docs = map(reply);
            target.put(
                    name(name),
                    new CommandDocs(
                            text(docs, "group"),
                            optional(docs, "since"),
                            optional(docs, "deprecated_since"),
                            text(docs, "replaced_by"),
                            sorted(docs.get("doc_flags")),
                            history(list(docs.get("history"))),
                            arguments(docs.get("arguments"))));
            readDocs(map(docs.get("subcommands")), target);
        });
    }

    private static Map<String, List<String>> history(List<Object> rows) {
        Map<String, List<String>> history = new LinkedHashMap<>();
        for (Object row : rows) {
            List<Object> cells = list(row);
            history.computeIfAbsent(cells.get(0).toString(), version -> new ArrayList<>())
                    .addAll(Arrays.asList(
                            cells.get(1).toString().toLowerCase(Locale.ROOT).split("[^\\w-]+")));
        }
        return history;
    }

    private static List<Argument> arguments(@Nullable Object replies) {
        return list(replies).stream().map(reply -> argument(map(reply))).toList();
    }

    private static Argument argument(Map<String, Object> reply) {
        List<String> flags = sorted(reply.get("flags"));
        Object keySpec = reply.get("key_spec_index");
        return new Argument(
                text(reply, "name"),
                text(reply, "type"),
                optional(reply, "token"),
                flags.contains("optional"),
                flags.contains("multiple"),
                flags.contains("multiple_token"),
                keySpec == null ? -1 : Integer.parseInt(keySpec.toString()),
                optional(reply, "since"),
                null,
                optional(reply, "deprecated_since"),
                arguments(reply.get("arguments")));
    }

    private static String text(Map<String, Object> reply, String field) {
        return Objects.requireNonNullElse(reply.get(field), "").toString();
    }

    private static @Nullable String optional(Map<String, Object> reply, String field) {
        Object value = reply.get(field);
        return value == null ? null : value.toString();
    }

    @SuppressWarnings("unchecked") // what RespConnection makes of an array
    private static List<Object> list(@Nullable Object reply) {
        return reply == null ? List.of() : (List<Object>) reply;
    }

    @SuppressWarnings("unchecked") // what RespConnection makes of a map
    private static Map<String, Object> map(@Nullable Object reply) {
        return reply == null ? Map.of() : (Map<String, Object>) reply;
    }
}
