package io.aioredis.commandtable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one table of what several servers say.
 *
 * <p>A command is taken from the newest Redis, else from the newest Valkey, else from what is left, newest first; where the
 * newest Valkey says otherwise than Redis, that is kept beside it.
 */
final class Merge {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final List<String> COMPARED = List.of("arity", "flags", "tips", "keys");

    private final List<ServerAnswers> servers;
    private final List<ServerAnswers> preferred;
    private final Set<String> names = new TreeSet<>();

    private Merge(List<ServerAnswers> answers) {
        servers = answers.stream()
                .sorted(Comparator.comparing(ServerAnswers::version, ServerVersion.BY_NUMBER)
                        .reversed())
                .toList();
        preferred = Stream.of(newest("redis").stream(), newest("valkey").stream(), servers.stream())
                .flatMap(found -> found)
                .distinct()
                .toList();
        servers.forEach(server -> names.addAll(server.commands().keySet()));
    }

    /** Returns the table by names, without what servers do not tell. */
    static Map<String, CommandEntry> merge(List<ServerAnswers> answers) {
        Merge merge = new Merge(answers);
        Map<String, CommandEntry> table = new TreeMap<>();
        merge.names.forEach(name -> table.put(name, merge.entry(name)));
        return table;
    }

    private Optional<ServerAnswers> newest(String product) {
        return servers.stream()
                .filter(server -> server.version().product().equals(product))
                .findFirst();
    }

    private CommandEntry entry(String name) {
        List<ServerAnswers> sources = preferred.stream()
                .filter(server -> server.commands().containsKey(name))
                .toList();
        ServerAnswers source = sources.get(0);
        CommandEntry facts = Objects.requireNonNull(source.commands().get(name));
        Optional<CommandDocs> docs =
                sources.stream().flatMap(server -> docs(server, name)).findFirst();
        Optional<ServerAnswers> grammarSource = sources.stream()
                .filter(server ->
                        docs(server, name).anyMatch(found -> !found.arguments().isEmpty()))
                .findFirst();
        CommandEntry entry = new CommandEntry(name)
                .put("group", docs.map(CommandDocs::group).orElse("module"))
                .put("arity", facts.text("arity"))
                .put("flags", facts.text("flags"))
                .put("categories", facts.text("categories"))
                .put("tips", facts.text("tips"))
                .put("keys", facts.text("keys"));
        putVersions(entry, "redis");
        putVersions(entry, "valkey");
        putDeprecation(entry, "redis");
        putDeprecation(entry, "valkey");
        docs.ifPresent(found -> entry.putList(
                "doc-flags",
                found.flags().stream()
                        .filter(flag -> !flag.equals("deprecated"))
                        .toList()));
        entry.put("only-sentinel", AskedServer.isSentinels(name) ? "yes" : "");
        entry.put("source", source.version().toString());
        grammarSource.ifPresent(
                server -> entry.put("grammar-source", server.version().toString())
                        .put("arguments", Argument.text(grammar(server, name))));
        newest("valkey")
                .filter(valkey ->
                        source.version().isRedis() && valkey.commands().containsKey(name))
                .ifPresent(valkey -> putDifferences(entry, facts, valkey));
        return entry;
    }

    private static Stream<CommandDocs> docs(ServerAnswers server, String name) {
        return Stream.ofNullable(server.docs().get(name));
    }

    private void putVersions(CommandEntry entry, String product) {
        List<ServerAnswers> with = servers.stream()
                .filter(server -> server.version().product().equals(product)
                        && server.commands().containsKey(entry.name()))
                .toList();
        if (with.isEmpty()) {
            return;
        }
        ServerVersion first = with.get(with.size() - 1).version();
        String since = with.stream()
                .flatMap(server -> docs(server, entry.name()))
                .flatMap(found -> Stream.ofNullable(found.since()))
                .findFirst()
                .filter(first::isAtLeast) // one that is documented as newer than a server that has it is older than
                // that
                .orElseGet(first::series);
        entry.put("since-" + product, since);
        ServerVersion last = with.get(0).version();
        if (!newest(product).orElseThrow().version().equals(last)) {
            entry.put("last-" + product, last.series());
        }
    }

    private void putDeprecation(CommandEntry entry, String product) {
        Optional<CommandDocs> newest = servers.stream()
                .filter(server -> server.version().product().equals(product))
                .flatMap(server -> docs(server, entry.name()))
                .findFirst();
        if (newest.isEmpty() || newest.get().deprecatedSince() == null) {
            return;
        }
        entry.put("deprecated-" + product, newest.get().deprecatedSince());
        if (entry.field("replaced-by") == null) {
            putReplacement(entry, newest.get().replacedBy());
        }
    }

    /** The text quotes commands, some with the arguments that belong to them; an exclamation mark begins arguments. */
    private void putReplacement(CommandEntry entry, String text) {
        List<String> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            String quote = quoted.group(1).replaceAll("\\s*<[^>]*>", "");
            List<String> parts = List.of(quote.replaceFirst("^!", "").strip().split("\\s+"));
            int nameWords = quote.startsWith("!") ? 0 : nameWords(parts);
            if (nameWords > 0) {
                commands.add(String.join(" ", parts.subList(0, nameWords)));
            }
            words.addAll(parts.subList(nameWords, parts.size()));
        }
        if (!commands.isEmpty()) {
            entry.putList("replaced-by", commands).putList("replaced-with", words);
        }
    }

    private int nameWords(List<String> parts) {
        for (int count = Math.min(2, parts.size()); count > 0; count--) {
            if (names.contains(String.join(" ", parts.subList(0, count)))) {
                return count;
            }
        }
        return 0;
    }

    private void putDifferences(CommandEntry entry, CommandEntry facts, ServerAnswers valkey) {
        CommandEntry others = Objects.requireNonNull(valkey.commands().get(entry.name()));
        for (String field : COMPARED) {
            if (!others.text(field).equals(facts.text(field))) {
                entry.putAnyway("valkey." + field, others.text(field));
            }
        }
        List<Argument> arguments = docs(valkey, entry.name())
                .findFirst()
                .map(CommandDocs::arguments)
                .orElse(List.of());
        if (!Argument.structure(arguments).equals(Argument.structure(entry.arguments()))) {
            entry.putAnyway("valkey.arguments", Argument.text(grammar(valkey, entry.name())));
        }
    }

    // ------------------------------------------------------------------------------------------------ versions of
    // tokens

    /**
     * The grammar that a server gives, where a token without a version has {@code added} if an older server of the same
     * line, asked as well, lacks it.
     */
    private List<Argument> grammar(ServerAnswers source, String name) {
        CommandDocs docs = Objects.requireNonNull(source.docs().get(name));
        List<ServerAnswers> line = servers.stream()
                .filter(server -> server.version().leadsTo(source.version())
                        && docs(server, name)
                                .anyMatch(found -> !found.arguments().isEmpty()))
                .sorted(Comparator.comparing(ServerAnswers::version, ServerVersion.BY_NUMBER))
                .toList();
        return new History(docs, name, line).mark(docs.arguments(), true, null, false);
    }

    static Set<String> tokens(List<Argument> arguments) {
        return arguments.stream()
                .flatMap(Argument::walk)
                .flatMap(argument -> Stream.ofNullable(argument.token()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private record History(CommandDocs docs, String name, List<ServerAnswers> line) {
        List<Argument> mark(
                List<Argument> arguments, boolean isMandatory, @Nullable String outer, boolean isDatedOutside) {
            Set<String> siblings = new HashSet<>();
            arguments.forEach(argument -> siblings.add(argument.token()));
            List<Argument> marked = new ArrayList<>();
            for (Argument argument : arguments) {
                boolean isDated = isDatedOutside || argument.since() != null;
                String token = argument.token();
                String added = token == null || token.isEmpty() || isDated
                        ? null
                        : added(token, siblings, isMandatory && !argument.optional(), outer);
                String inner = token != null && !token.isEmpty() && !argument.isPureToken() ? token : outer;
                boolean isChoice = argument.type().equals("oneof");
                marked.add(argument.withAdded(
                        added,
                        mark(argument.arguments(), isMandatory && !argument.optional() && isChoice, inner, isDated)));
            }
            return marked;
        }

        private @Nullable String added(
                String token, Set<String> siblings, boolean isMandatory, @Nullable String outer) {
            int first = 0;
            while (!tokensOf(first).contains(token)) {
                first++;
            }
            if (first == 0) {
                return null;
            }
            Set<String> before = tokensOf(first - 1);
            // where the older server just had a free word here, it described it less closely, and the token is not
            // newer
            boolean wasCoarser =
                    siblings.stream().noneMatch(before::contains) && (isMandatory || before.contains(outer));
            if (wasCoarser) {
                return null;
            }
            String named = null;
            for (Map.Entry<String, List<String>> version : docs.history().entrySet()) {
                if (version.getValue().contains(token.toLowerCase(Locale.ROOT))) {
                    named = version.getKey();
                }
            }
            return named != null ? named : ">" + line.get(first - 1).version().number();
        }

        private Set<String> tokensOf(int index) {
            CommandDocs found = Objects.requireNonNull(line.get(index).docs().get(name));
            return new HashSet<>(tokens(found.arguments()));
        }
    }
}
