package io.aioredis.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.Aioredis;
import io.aioredis.testkit.RedisServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WordCounterTest {
    @TempDir
    Path directory;

    private WordBoardClient board;

    @BeforeEach
    void connect() {
        board = Aioredis.createRedis(RedisServers.shared().url(), WordBoardClient::new)
                .join();
    }

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs sh, tr, grep, sort and uniq")
    void everyCountIsThatOfTheShellPipeline() throws Exception {
        Checkout.copyTo(directory);
        TextFiles files = TextFiles.below(directory);
        LongAdder bytes = new LongAdder();
        try (TemporaryKey key = new TemporaryKey(board)) {
            long words = new WordCounter(board, key.name()).count(files.paths(), bytes::add);
            List<WordCount> counts = board.top(key.name(), -1).join();

            assertThat(counts).isEqualTo(ShellPipeline.count(files.paths()));
            assertThat(counts.stream().mapToDouble(WordCount::count).sum()).isEqualTo(words);
            assertThat(words).isGreaterThan(WordCounter.WINDOW);
            assertThat(bytes.sum()).isEqualTo(files.bytes());
        }
    }

    @Test
    void counterMayBeUsedAgain() throws Exception {
        Path file = Files.writeString(directory.resolve("a.md"), "a b a", UTF_8);
        try (TemporaryKey key = new TemporaryKey(board)) {
            WordCounter counter = new WordCounter(board, key.name());

            assertThat(counter.count(List.of(file), bytes -> {})).isEqualTo(3);
            assertThat(counter.count(List.of(file), bytes -> {})).isEqualTo(3);
            assertThat(board.top(key.name(), -1).join()).containsExactly(new WordCount("a", 4), new WordCount("b", 2));
        }
    }

    @Test
    void keyIsDeletedAlsoAfterFailure() throws Exception {
        Path file = Files.writeString(directory.resolve("a.md"), "a b a", UTF_8);
        Path gone = directory.resolve("gone.md");
        String[] name = new String[1];

        assertThatThrownBy(() -> {
                    try (TemporaryKey key = new TemporaryKey(board)) {
                        name[0] = key.name();
                        new WordCounter(board, key.name()).count(List.of(file, gone), bytes -> {});
                    }
                })
                .isInstanceOf(DemoException.class)
                .hasMessage("cannot read " + gone + ": no such file");
        assertThat(board.top(name[0], -1).join()).isEmpty();
    }
}
