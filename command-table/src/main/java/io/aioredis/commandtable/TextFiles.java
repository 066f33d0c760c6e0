package io.aioredis.commandtable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Files of lines, of which those that begin with a number sign are for readers only. */
final class TextFiles {
    private TextFiles() {}

    /** The lines of a resource of this module. */
    static List<String> resource(String name) {
        try (InputStream in = TextFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": no such resource");
            }
            return lines(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static List<String> lines(String text) {
        return text.lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    static Map<String, CommandEntry> entries(List<String> lines) {
        return lines.stream()
                .map(CommandEntry::parse)
                .collect(Collectors.toMap(CommandEntry::name, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    static String text(String head, Iterable<?> lines) {
        StringBuilder text = new StringBuilder();
        head.lines().forEach(line -> text.append("# ").append(line).append('\n'));
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
