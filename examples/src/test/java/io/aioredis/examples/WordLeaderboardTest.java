package io.aioredis.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.aioredis.Aioredis;
import io.aioredis.connection.RedisConnection;
import io.aioredis.testkit.Peer;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WordLeaderboardTest {
    private static final Pattern ROW = Pattern.compile("\\| +([0-9]+) \\| ([a-z]+) +\\| +([0-9,]+) \\|");

    private static final Pattern SUMMARY = Pattern.compile(
            "([0-9,]+) commands, one for each word of ([0-9,]+) files?, in [0-9]+\\.[0-9]{2} s: [0-9,]+ commands per second");

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    // ---------------------------------------------------------------------------------------------- success

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs sh, tr, grep, sort and uniq")
    void topTenIsThatOfTheShellPipeline() throws Exception {
        Checkout.copyTo(directory);

        assertThat(run(sharedServer())).isZero();

        List<Path> files = ShellPipeline.textFiles(directory);
        List<WordCount> expected = ShellPipeline.count(files);
        assertThat(table()).isEqualTo(expected.subList(0, 10));
        Matcher summary = summary();
        assertThat(number(summary.group(1)))
                .isEqualTo(expected.stream().mapToDouble(WordCount::count).sum());
        assertThat(number(summary.group(2))).isEqualTo(files.size());
    }

    @Test
    void equalCountsAreInTheOrderOfTheServer() throws Exception {
        write("a.txt", "a c b b c a d");

        assertThat(run(sharedServer(), "a.txt")).isZero();

        assertThat(table())
                .containsExactly(
                        new WordCount("c", 2), new WordCount("b", 2), new WordCount("a", 2), new WordCount("d", 1));
    }

    @Test
    void textWithoutWordsGivesEmptyTable() throws Exception {
        write("a.md", "1 2 3\n");

        assertThat(run(sharedServer())).isZero();

        assertThat(table()).isEmpty();
        assertThat(summary().group(1)).isEqualTo("0");
    }

    @Test
    void givenServerIsLeftAsItWas() throws Exception {
        write("a.md", "one two two");
        try (RedisServer server = RedisServers.start();
                RedisConnection connection =
                        Aioredis.createConnection(server.url()).join()) {
            connection.execute("SET", "other", "value").join();

            assertThat(run(Map.of("REDIS_URL", server.url()))).isZero();

            assertThat(table()).containsExactly(new WordCount("two", 2), new WordCount("one", 1));
            assertThat(connection.execute("DBSIZE").join()).isEqualTo(1L);
            assertThat(commandStatistics(connection))
                    .contains("cmdstat_zincrby:calls=3,", "cmdstat_zrevrange:calls=1,", "cmdstat_unlink:calls=1,");
        }
    }

    @Test
    void withoutUrlItsOwnServerIsStartedAndStopped() throws Exception {
        write("a.md", "one two two");
        Map<Long, String> before = children();

        assertThat(run(Map.of())).isZero();

        assertThat(table()).containsExactly(new WordCount("two", 2), new WordCount("one", 1));
        assertThat(before).containsAllEntriesOf(children());
    }

    @Test
    void progressOffTheTerminalIsWholeLinesUpToTheEnd() throws Exception {
        write("a.md", "one two two");

        assertThat(run(sharedServer())).isZero();

        assertThat(err.toString(UTF_8)).doesNotContain("\r", "\u001b").endsWith(System.lineSeparator());
        assertThat(errorLines()).allMatch(line -> line.startsWith("counting words "));
        assertThat(errorLines().get(errorLines().size() - 1)).startsWith("counting words 100% [=");
    }

    @Test
    void helpPrintsUsage() {
        assertThat(run(Map.of("REDIS_URL", "not looked at"), "no-file.md", "--help"))
                .isZero();

        assertThat(out.toString(UTF_8))
                .contains("usage: ./mvnw -q -Pdemo [-Dexec.args=\"[--help] [file ...]\"]", "REDIS_URL");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    // ---------------------------------------------------------------------------------------------- failure

    @Test
    void refusedConnectionIsOneLine() throws Exception {
        write("a.md", "one");
        String url = "redis://127.0.0.1:" + closedPort();
        Throwable refused = catchThrowable(() -> Aioredis.createConnection(url).join());

        assertThat(run(Map.of("REDIS_URL", url))).isEqualTo(1);

        assertThat(refused.getCause()).hasMessageContaining("Connection refused");
        assertOnlyError("error: " + refused.getCause().getMessage());
    }

    @Test
    void wrongUrlIsOneLine() throws Exception {
        write("a.md", "one");
        for (String url : List.of("", "localhost:6379", "http://localhost", "redis://localhost:99999", "redis://a b")) {
            Throwable wrong = catchThrowable(() -> Aioredis.createConnection(url));
            err.reset();

            assertThat(run(Map.of("REDIS_URL", url))).isEqualTo(1);

            assertThat(wrong).isInstanceOf(IllegalArgumentException.class);
            assertOnlyError("error: REDIS_URL: " + wrong.getMessage());
        }
    }

    @Test
    void missingFileIsOneLine() throws Exception {
        write("a.md", "one");

        assertThat(run(sharedServer(), "a.md", "b.md")).isEqualTo(1);

        assertOnlyError("error: cannot read " + directory.resolve("b.md") + ": no such file");
    }

    @Test
    void directoryInPlaceOfFileIsOneLine() throws Exception {
        Files.createDirectory(directory.resolve("x.md"));

        assertThat(run(sharedServer(), "x.md")).isEqualTo(1);

        assertOnlyError("error: cannot read " + directory.resolve("x.md") + ": it is a directory");
    }

    @Test
    void forbiddenFileIsOneLine() throws Exception {
        write("a.md", "one");
        Path file = directory.resolve("a.md");
        assumeThat(file.toFile().setReadable(false) && !Files.isReadable(file))
                .as("permissions bind this user")
                .isTrue();

        assertThat(run(sharedServer())).isEqualTo(1);

        assertOnlyError("error: cannot read " + file + ": permission denied");
    }

    @Test
    void missingDirectoryIsOneLine() {
        Path missing = directory.resolve("missing");

        assertThat(run(List.of(), sharedServer(), missing)).isEqualTo(1);

        assertOnlyError("error: cannot read " + missing + ": no such file");
    }

    @Test
    void directoryWithoutTextsIsOneLine() throws Exception {
        write("a.txt", "one");

        assertThat(run(sharedServer())).isEqualTo(1);

        assertOnlyError("error: no .md or .java file below " + directory);
    }

    @Test
    void unknownOptionIsOneLine() {
        assertThat(run(sharedServer(), "--verbose")).isEqualTo(1);

        assertOnlyError("error: option --verbose: unknown (expected: --help, or names of files)");
    }

    @Test
    void connectionLostMidwayIsOneLine() throws Exception {
        write("a.md", "word ".repeat(50_000));
        try (ScriptedServer server = ScriptedServer.start(WordLeaderboardTest::answerHundredAndReset)) {
            assertThat(run(Map.of("REDIS_URL", server.url()))).isEqualTo(1);

            assertThat(error())
                    .matches("error: ZINCRBY: sent, but not answered, the connection to 127\\.0\\.0\\.1:"
                            + server.port() + " ended: .*");
        }
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void refusedCommandIsOneLineAndTheKeyIsDeleted() throws Exception {
        write(
                "a.md",
                IntStream.range(0, 200_000).mapToObj(WordLeaderboardTest::word).collect(Collectors.joining(" ")));
        try (RedisServer server = RedisServers.start("--maxmemory", "8mb");
                RedisConnection connection =
                        Aioredis.createConnection(server.url()).join()) {
            assertThat(run(Map.of("REDIS_URL", server.url()))).isEqualTo(1);

            assertThat(error()).startsWith("error: OOM command not allowed");
            assertThat(commandStatistics(connection)).contains("cmdstat_zincrby:calls=");
            assertThat(connection.execute("DBSIZE").join()).isEqualTo(0L);
        }
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void serverThatIsNoneIsOneLine() throws Exception {
        write("a.md", "one");
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            peer.next();
            peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        })) {
            assertThat(run(Map.of("REDIS_URL", server.url()))).isEqualTo(1);
        }

        assertThat(error()).startsWith("error: connect to 127.0.0.1:");
    }

    // ---------------------------------------------------------------------------------------------- help

    private static void answerHundredAndReset(Peer peer) throws IOException {
        for (int answered = 0; answered < 100; ) {
            List<String> command = peer.next();
            boolean isCount = command != null && command.get(0).equals("ZINCRBY");
            peer.send(isCount ? "$1\r\n1\r\n" : "+OK\r\n");
            answered += isCount ? 1 : 0;
        }
        peer.next();
        peer.reset();
    }

    /** A word of its own for each number: its digits as letters. */
    private static String word(int number) {
        return Integer.toString(number)
                .chars()
                .mapToObj(digit -> String.valueOf((char) (digit - '0' + 'a')))
                .collect(Collectors.joining());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static Map<Long, String> children() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
            return children.collect(Collectors.toMap(
                    ProcessHandle::pid, child -> child.info().command().orElse("")));
        }
    }

    private static Map<String, String> sharedServer() {
        return Map.of("REDIS_URL", RedisServers.shared().url());
    }

    private static String commandStatistics(RedisConnection connection) {
        return new String((byte[]) connection.execute("INFO", "commandstats").join(), UTF_8);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, UTF_8);
    }

    private int run(Map<String, String> env, String... args) {
        return run(List.of(args), env, directory);
    }

    private int run(List<String> args, Map<String, String> env, Path from) {
        return WordLeaderboard.run(
                args, env, from, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private List<WordCount> table() {
        List<Matcher> rows = out.toString(UTF_8)
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
        assertThat(rows.stream().map(row -> row.group(1)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, rows.size())
                        .mapToObj(rank -> String.format(Locale.ROOT, "%d", rank))
                        .toList());
        return rows.stream()
                .map(row -> new WordCount(row.group(2), number(row.group(3))))
                .toList();
    }

    private Matcher summary() {
        List<String> lines = out.toString(UTF_8).lines().toList();
        Matcher summary = SUMMARY.matcher(lines.get(lines.size() - 1));
        assertThat(summary.matches()).as(summary.toString()).isTrue();
        return summary;
    }

    private static double number(String grouped) {
        return Double.parseDouble(grouped.replace(",", ""));
    }

    private List<String> errorLines() {
        return err.toString(UTF_8).lines().toList();
    }

    private void assertOnlyError(String expected) {
        assertThat(errorLines()).containsExactly(expected);
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    /** The one line, and the last, that is not progress. */
    private String error() {
        List<String> others = errorLines().stream()
                .filter(line -> !line.startsWith("counting words "))
                .toList();
        assertThat(others).hasSize(1);
        assertThat(errorLines()).endsWith(others.get(0));
        return others.get(0);
    }
}
