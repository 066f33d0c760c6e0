package io.aioredis.examples;

import io.aioredis.Aioredis;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent words of a text, counted by a Redis server: one command for each word, thousands of them under way at
 * once. {@code ./mvnw -q -Pdemo} starts it.
 */
public final class WordLeaderboard {
    private static final String URL_VARIABLE = "REDIS_URL";
    private static final int PLACES = 10;

    private static final String USAGE = """
            Counts the words of text files on a Redis server, one command for each word, and prints the ten most
            frequent. A word is a run of the letters A to Z, in lower case.

            usage: ./mvnw -q -Pdemo [-Dexec.args="[--help] [file ...]"]

              file ...   what to read; without it, every .md and .java file below the current directory, except in
                         hidden folders and in target
              --help     print this

            environment:
              REDIS_URL  redis://[user[:password]@]host[:port][/db], the server to use, under a key of its own that is
                         deleted at the end; without it, the demo starts a server and stops it
            """;

    private WordLeaderboard() {}

    /** Runs the demo and ends the JVM with status 1 if it fails. */
    public static void main(String[] args) {
        int status = run(List.of(args), System.getenv(), Path.of(""), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Runs the demo as if it were started in a directory and returns its exit status. */
    static int run(List<String> args, Map<String, String> env, Path directory, PrintStream out, PrintStream err) {
        if (args.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        try {
            count(files(args, directory), env.get(URL_VARIABLE), err).print(out);
            return 0;
        } catch (DemoException e) {
            err.println("error: " + oneLine(e));
            return 1;
        }
    }

    private static TextFiles files(List<String> args, Path directory) throws DemoException {
        for (String arg : args) {
            if (arg.startsWith("-")) {
                throw new DemoException("option " + arg + ": unknown (expected: --help, or names of files)", null);
            }
        }
        return args.isEmpty() ? TextFiles.below(directory) : TextFiles.named(args, directory);
    }

    private static Report count(TextFiles files, @Nullable String url, PrintStream err) throws DemoException {
        if (url != null) {
            return countOn(url, files, err);
        }
        try (RedisServer server = startServer()) {
            return countOn(server.url(), files, err);
        }
    }

    private static RedisServer startServer() throws DemoException {
        try {
            return RedisServers.embedded();
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new DemoException(
                    "cannot start a server (" + URL_VARIABLE + " may name one that runs): " + e.getMessage(), e);
        }
    }

    private static Report countOn(String url, TextFiles files, PrintStream err) throws DemoException {
        try (WordBoardClient board = Replies.await(connect(url));
                TemporaryKey key = new TemporaryKey(board)) {
            WordCounter counter = new WordCounter(board, key.name());
            long commands;
            long nanos;
            try (ProgressBar bar = Progress.start(err, files.bytes())) {
                long start = System.nanoTime();
                commands = counter.count(files.paths(), bar::stepBy);
                nanos = System.nanoTime() - start;
            }
            List<WordCount> top = Replies.await(board.top(key.name(), PLACES - 1));
            return new Report(files.paths().size(), commands, Duration.ofNanos(nanos), top);
        }
    }

    private static CompletableFuture<WordBoardClient> connect(String url) throws DemoException {
        try {
            return Aioredis.createRedis(url, WordBoardClient::new);
        } catch (IllegalArgumentException e) {
            throw new DemoException(URL_VARIABLE + ": " + e.getMessage(), e);
        }
    }

    /** A server's words and a file's name may hold line ends. */
    private static String oneLine(DemoException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ");
    }
}
