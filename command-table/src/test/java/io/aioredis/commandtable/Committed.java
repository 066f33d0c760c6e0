package io.aioredis.commandtable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The files of this checkout that the tool writes. */
final class Committed {
    private static final String SERVERS = "# servers: ";

    private Committed() {}

    static String processorText() {
        return read(CommandTableTool.PROCESSOR_TABLE);
    }

    static String runtimeText() {
        return read(CommandTableTool.RUNTIME_TABLE);
    }

    static Map<String, CommandEntry> table() {
        return TextFiles.entries(TextFiles.lines(processorText()));
    }

    static List<String> olderAnswers() {
        return TextFiles.lines(read(CommandTableTool.OLDER_ANSWERS));
    }

    static String asked() {
        return processorText()
                .lines()
                .filter(line -> line.startsWith(SERVERS))
                .findFirst()
                .orElseThrow()
                .substring(SERVERS.length());
    }

    static List<ServerVersion> servers() {
        return Arrays.stream(asked().split(" ")).map(ServerVersion::parse).toList();
    }

    private static String read(String file) {
        Path path = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling(file);
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
