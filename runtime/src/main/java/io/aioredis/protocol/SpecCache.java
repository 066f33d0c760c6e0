package io.aioredis.protocol;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Specs of commands that are named at the call, by what was written.
 *
 * <p>Only names of commands that the table has are kept, and not in every way of writing them: what follows a name, or a name
 * of which nothing is known, may be another one at each call.
 */
final class SpecCache {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Map<String, CommandSpec> specs = new ConcurrentHashMap<>();
    private final int maxSize;

    SpecCache(int maxSize) {
        this.maxSize = maxSize;
    }

    CommandSpec get(String command) {
        CommandSpec cached = specs.get(command);
        if (cached != null) {
            return cached;
        }
        String words = command.strip();
        if (words.isEmpty()) {
            throw new IllegalArgumentException("command: \"" + command + "\" (expected: at least one word)");
        }
        CommandSpec spec = CommandSpec.counted(SPACE.split(words));
        boolean isName = command.equalsIgnoreCase(spec.name()) && CommandFacts.isKnown(spec.name());
        if (isName && specs.size() < maxSize) {
            specs.put(command, spec);
        }
        return spec;
    }
}
