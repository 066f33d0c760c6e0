package io.aioredis.commandtable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares what the server at hand says with the committed table, as of its version.
 *
 * <p>A version that was asked when the table was written has to say exactly what it said then. Of one between two of those
 * it is not known when a change came; there, what any server said will do.
 */
class DriftTest {
    private static final Map<String, CommandEntry> TABLE = Committed.table();

    private static ServerAnswers server;
    private static boolean wasAsked;

    @BeforeAll
    static void askServer() throws IOException {
        RedisServer running = RedisServers.shared();
        try (RespConnection connection = new RespConnection(running.host(), running.port())) {
            server = AnswerReader.ask(connection);
        }
        wasAsked = Committed.servers().contains(server.version());
    }

    @Test
    void serverHasTheCommandsOfItsVersion() {
        Set<String> expected = TABLE.values().stream()
                .filter(DriftTest::isExpected)
                .map(CommandEntry::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(server.commands().keySet()).as(drift()).isEqualTo(expected);
    }

    @Test
    void arityIsTheTables() {
        compare("arity");
    }

    @Test
    void flagsAreTheTables() {
        compare("flags");
    }

    @Test
    void keySpecificationsAreTheTables() {
        compare("keys");
    }

    @Test
    void tokensAreTheTables() {
        List<String> differences = new ArrayList<>();
        server.docs().forEach((name, docs) -> {
            Set<String> tokens = Merge.tokens(docs.arguments());
            CommandEntry entry = entry(name);
            Set<String> expected = OlderAnswers.tokens(entry, server.version());
            Set<String> said = older(name, "tokens");
            boolean isKnown = said.isEmpty() || !wasAsked
                    ? tokens.equals(expected) || !wasAsked && isBetween(entry, tokens)
                    : said.contains(String.join(" ", tokens));
            if (!isKnown) {
                differences.add(name + ": " + tokens + " (expected: " + (said.isEmpty() ? expected : said) + ")");
            }
        });
        assertThat(differences).as(drift()).isEmpty();
    }

    @Test
    void serverIsNotNewerThanThoseThatWereAsked() {
        ServerVersion newest = Committed.servers().stream()
                .filter(asked -> asked.product().equals(server.version().product()))
                .max(ServerVersion.BY_NUMBER)
                .orElseGet(() -> fail(server.version() + ": no server of the product was asked"));

        assertThat(ServerVersion.BY_NUMBER.compare(server.version(), newest))
                .as("%s; the newest that was asked is %s", drift(), newest)
                .isNotPositive();
    }

    private static void compare(String field) {
        List<String> differences = new ArrayList<>();
        server.commands().forEach((name, said) -> {
            CommandEntry entry = entry(name);
            String inTable = OlderAnswers.expected(entry, field, server.version());
            Set<String> expected = new HashSet<>(older(name, field));
            if (expected.isEmpty() || !wasAsked) {
                expected.add(inTable);
            }
            if (!wasAsked) {
                expected.add(entry.text(field));
            }
            if (!expected.contains(said.text(field))) {
                differences.add(name + ": " + said.text(field) + " (expected: " + expected + ")");
            }
        });
        assertThat(differences).as(drift()).isEmpty();
    }

    /** The command in the table; nothing is known of one that the table does not have. */
    private static CommandEntry entry(String name) {
        return TABLE.getOrDefault(name, new CommandEntry(name));
    }

    private static boolean isExpected(CommandEntry entry) {
        ServerVersion version = server.version();
        String since = entry.field("since-" + version.product());
        String last = entry.field("last-" + version.product());
        return entry.field("only-sentinel") == null
                && since != null
                && version.isAtLeast(since)
                && (last == null || version.series().equals(last) || !version.isAtLeast(last));
    }

    /** What older servers, or the server itself if it was asked, said of a command otherwise than the table. */
    private static Set<String> older(String name, String field) {
        return Committed.olderAnswers().stream()
                .map(row -> row.split("\t", -1))
                .filter(cells -> cells[1].equals(name) && cells[2].equals(field))
                .filter(cells -> wasAsked
                        ? cells[0].equals(server.version().toString())
                        : cells[0].startsWith(server.version().product()))
                .map(cells -> cells[3])
                .collect(Collectors.toSet());
    }

    /** Whether tokens are some of those that the newest server has. */
    private static boolean isBetween(CommandEntry entry, Set<String> tokens) {
        return Merge.tokens(Argument.parse(OlderAnswers.expected(entry, "arguments", server.version())))
                .containsAll(tokens);
    }

    private static String drift() {
        return server.version() + " says otherwise than the committed table (see command-table/README.md)";
    }
}
