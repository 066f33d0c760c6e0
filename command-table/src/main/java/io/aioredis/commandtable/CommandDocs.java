package io.aioredis.commandtable;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What COMMAND DOCS says of a command, without its prose.
 *
 * @param replacedBy the text that names successors; only what is quoted in it is used
 * @param history which words a version's entry has
 */
record CommandDocs(
        String group,
        @Nullable String since,
        @Nullable String deprecatedSince,
        String replacedBy,
        List<String> flags,
        Map<String, List<String>> history,
        List<Argument> arguments) {}
