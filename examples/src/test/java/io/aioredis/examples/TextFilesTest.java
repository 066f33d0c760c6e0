package io.aioredis.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
    @TempDir
    Path directory;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs sh and find")
    void filesAreThoseThatFindFinds() throws Exception {
        Checkout.copyTo(directory);

        assertThat(TextFiles.below(directory).paths())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(ShellPipeline.textFiles(directory));
    }

    @Test
    void directoryThatIsHiddenItselfIsSearched() throws Exception {
        Path hidden = Files.createDirectory(directory.resolve(".hidden"));
        Path file = Files.writeString(hidden.resolve("a.md"), "1234");

        assertThat(TextFiles.below(hidden)).isEqualTo(new TextFiles(List.of(file), 4));
    }

    @Test
    void symbolicLinksAreNotFollowed() throws Exception {
        Path file = Files.writeString(directory.resolve("a.md"), "once");
        try {
            Files.createSymbolicLink(directory.resolve("b.md"), file);
            Files.createSymbolicLink(directory.resolve("loop"), directory);
        } catch (FileSystemException | UnsupportedOperationException e) {
            assumeThat(e).as("symbolic links can be made").isNull();
        }

        assertThat(TextFiles.below(directory).paths()).containsExactly(file);
    }

    @Test
    void namedFileMayBeOfAnyKind() throws IOException, DemoException {
        Path file = Files.writeString(directory.resolve("a.txt"), "123");

        assertThat(TextFiles.named(List.of("a.txt", file.toString()), directory))
                .isEqualTo(new TextFiles(List.of(file, file), 6));
    }
}
