package io.aioredis.commandtable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks servers for their commands and writes the tables.
 *
 * <p>Arguments: the folder of the checkout, and the paths of the servers' executables with commas between them.
 */
public final class CommandTableTool {
    static final String PROCESSOR_TABLE = "processor/src/main/resources/io/aioredis/processor/commands.tsv";
    static final String RUNTIME_TABLE = "runtime/src/main/resources/io/aioredis/protocol/commands.tsv";
    static final String OLDER_ANSWERS = "command-table/src/test/resources/io/aioredis/commandtable/older-answers.tsv";

    private static final String WRITTEN =
            "Written by the module command-table, whose README explains it. Not to be edited.";

    private CommandTableTool() {}

    /** Writes the tables. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2 || args[1].equals("none")) {
            throw new IllegalArgumentException(
                    "-Dcommand-table.servers: none (expected: paths of redis-server and valkey-server executables with"
                            + " commas between them)");
        }
        Path root = Path.of(args[0]);
        List<ServerAnswers> servers = new ArrayList<>();
        for (String executable : args[1].split(",")) {
            servers.add(AskedServer.ask(executable.strip()));
        }
        Map<String, CommandEntry> table = Merge.merge(servers);
        TextFiles.entries(TextFiles.resource("not-asked.tsv")).forEach(table::putIfAbsent);
        Untold.join(table);
        String asked = servers.stream()
                .map(server -> server.version().toString())
                .sorted()
                .collect(Collectors.joining(" "));
        write(root.resolve(PROCESSOR_TABLE), processorTable(asked, table));
        write(root.resolve(RUNTIME_TABLE), runtimeTable(table));
        write(root.resolve(OLDER_ANSWERS), olderAnswers(OlderAnswers.rows(table, servers)));
        System.out.println(table.size() + " commands of " + asked);
    }

    static String processorTable(String asked, Map<String, CommandEntry> table) {
        return TextFiles.text(WRITTEN + "\nservers: " + asked, table.values());
    }

    static String runtimeTable(Map<String, CommandEntry> table) {
        return TextFiles.text(WRITTEN, RuntimeTable.lines(table.values()));
    }

    private static String olderAnswers(List<String> rows) {
        return TextFiles.text(WRITTEN, rows.stream().sorted().toList());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(UTF_8));
    }
}
