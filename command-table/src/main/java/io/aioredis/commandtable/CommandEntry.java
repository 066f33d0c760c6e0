package io.aioredis.commandtable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command in a table: a line of its name and of fields, {@code name=value}, separated by tabs. What has no value is
 * left out.
 */
final class CommandEntry {
    private final String name;
    private final Map<String, String> fields = new LinkedHashMap<>();

    CommandEntry(String name) {
        this.name = name;
    }

    /** The name in upper case, with the subcommand's if it is one. */
    String name() {
        return name;
    }

    @Nullable
    String field(String field) {
        return fields.get(field);
    }

    /** The value, or an empty text. */
    String text(String field) {
        return fields.getOrDefault(field, "");
    }

    /** The words of a value that is separated by commas. */
    List<String> list(String field) {
        String value = text(field);
        return value.isEmpty() ? List.of() : List.of(value.split(","));
    }

    List<Argument> arguments() {
        return Argument.parse(text("arguments"));
    }

    Map<String, String> fields() {
        return fields;
    }

    CommandEntry put(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            fields.remove(field);
            return this;
        }
        return putAnyway(field, value);
    }

    /** Keeps an empty value too, which says something other than its absence. */
    CommandEntry putAnyway(String field, String value) {
        if (value.indexOf('\t') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    name + ": " + field + ": \"" + value + "\" (expected: one line, no tab)");
        }
        fields.put(field, value);
        return this;
    }

    CommandEntry putList(String field, List<String> values) {
        for (String value : values) {
            if (value.indexOf(',') >= 0) {
                throw new IllegalArgumentException(name + ": " + field + ": \"" + value + "\" (expected: no comma)");
            }
        }
        return put(field, String.join(",", values));
    }

    CommandEntry copyWithout(List<String> left) {
        CommandEntry copy = new CommandEntry(name);
        fields.forEach((field, value) -> {
            if (!left.contains(field)) {
                copy.fields.put(field, value);
            }
        });
        return copy;
    }

    static CommandEntry parse(String line) {
        String[] cells = line.split("\t", -1);
        CommandEntry entry = new CommandEntry(cells[0]);
        for (int i = 1; i < cells.length; i++) {
            int equals = cells[i].indexOf('=');
            entry.fields.put(cells[i].substring(0, equals), cells[i].substring(equals + 1));
        }
        return entry;
    }

    @Override
    public String toString() {
        return fields.entrySet().stream()
                .map(field -> "\t" + field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("", name, ""));
    }
}
