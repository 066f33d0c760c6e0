package io.aioredis.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Counts the words of files on a server, by one command for each time that a word occurs. */
final class WordCounter {
    /**
     * How many commands may be unanswered at once.
     *
     * <p>Thousands, so that the connection always has a whole packet of commands to send and the server is never idle for
     * the length of a round trip. Bounded, since files are read faster than any server counts: without a bound, the
     * commands of a large text would pile up in memory until the connection refused more, at 256 MiB.
     */
    static final int WINDOW = 10_000;

    private final WordBoard board;
    private final String key;
    private final Semaphore window = new Semaphore(WINDOW);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    WordCounter(WordBoard board, String key) {
        this.board = board;
        this.key = key;
    }

    /**
     * Counts the words of all files and waits for the last reply.
     *
     * @param onRead is told how many bytes were read, piece by piece
     * @return how many words there are, which is the number of commands
     * @throws DemoException as soon as a file cannot be read or a command has failed; other commands may still be under
     *     way then
     */
    long count(List<Path> files, LongConsumer onRead) throws DemoException {
        long words = 0;
        for (Path file : files) {
            words += count(file, onRead);
        }
        take(WINDOW); // all of it is there when everything is answered
        window.release(WINDOW);
        return words;
    }

    private long count(Path file, LongConsumer onRead) throws DemoException {
        try (InputStream in = Files.newInputStream(file)) {
            Words words = new Words(in, onRead);
            long count = 0;
            for (String word = words.next(); word != null; word = words.next()) {
                take(1);
                board.count(key, 1, word).whenComplete((total, problem) -> answered(problem));
                count++;
            }
            return count;
        } catch (IOException e) {
            throw DemoException.reading(file, e);
        }
    }

    /** Waits until so many more commands may be under way. */
    private void take(int commands) throws DemoException {
        try {
            window.acquire(commands);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
        Throwable problem = failure.get();
        if (problem != null) {
            throw Replies.failure(problem);
        }
    }

    /** Runs on the connection's event loop, in the order of the commands. */
    private void answered(@Nullable Throwable problem) {
        if (problem != null) {
            failure.compareAndSet(null, problem);
        }
        window.release();
    }
}
