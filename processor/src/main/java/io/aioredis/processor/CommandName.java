package io.aioredis.processor;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells how many of a command's first words are its name. */
final class CommandName {
    /** The commands that do nothing without a subcommand. */
    private static final Set<String> CONTAINERS = Set.of(
            "ACL",
            "CLIENT",
            "CLUSTER",
            "COMMAND",
            "COMMANDLOG",
            "CONFIG",
            "FUNCTION",
            "HOTKEYS",
            "LATENCY",
            "MEMORY",
            "MODULE",
            "OBJECT",
            "PUBSUB",
            "SCRIPT",
            "SENTINEL",
            "SLOWLOG",
            "XGROUP",
            "XINFO");

    private CommandName() {}

    /** Returns the name in upper case of a command whose first word is constant. */
    static String of(List<WordDefinition> words) {
        String first = constant(words.get(0));
        if (CONTAINERS.contains(first) && words.size() > 1 && words.get(1) instanceof WordDefinition.Constant) {
            return first + " " + constant(words.get(1));
        }
        return first;
    }

    private static String constant(WordDefinition word) {
        return ((WordDefinition.Constant) word).text().toUpperCase(Locale.ROOT);
    }
}
