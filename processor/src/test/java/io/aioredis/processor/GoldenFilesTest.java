package io.aioredis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is generated, as text.
 *
 * <p>Each directory of {@code golden} is a case: what stands in {@code input} is compiled, what is generated must be what
 * stands in {@code expected}. With {@code -Dgolden.update=true} it is written there instead.
 */
class GoldenFilesTest {
    private static final Path CASES = Path.of("src", "test", "resources", "golden");
    private static final List<String> STRICT = List.of("-Xlint:all,-processing", "-Werror");

    static Stream<String> cases() throws IOException {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void generatedTextIsAsExpectedAndCompilesWithoutWarnings(String name) throws IOException {
        Compiled compiled =
                Compiled.with(Compiled.With.JAVAC, new RedisCommandsProcessor(), STRICT, sources(CASES.resolve(name)));

        if (Boolean.getBoolean("golden.update")) {
            update(CASES.resolve(name).resolve("expected"), compiled.generated());
        }
        assertThat(compiled.errors()).isEmpty();
        assertThat(compiled.warnings()).isEmpty();
        assertThat(compiled.generated()).isEqualTo(expected(name));
    }

    /** But for one of a suppression that javac needs and Eclipse does not. */
    @ParameterizedTest
    @MethodSource("cases")
    void theCompilerOfEclipseGetsTheSameTextAndNoWarnings(String name) throws IOException {
        Compiled compiled =
                Compiled.with(Compiled.With.ECJ, new RedisCommandsProcessor(), List.of(), sources(CASES.resolve(name)));

        assertThat(compiled.errors()).isEmpty();
        assertThat(compiled.warnings())
                .filteredOn(problem -> compiled.generated().containsKey(problem.file()))
                .filteredOn(problem -> !problem.message().equals("Unnecessary @SuppressWarnings(\"removal\")"))
                .isEmpty();
        assertThat(compiled.generated()).isEqualTo(expected(name));
    }

    private static SortedMap<String, String> expected(String name) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Path file : files(CASES.resolve(name).resolve("expected"))) {
            texts.put(file.getFileName().toString(), Files.readString(file));
        }
        return texts;
    }

    private static List<JavaFileObject> sources(Path directory) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (Path file : files(directory.resolve("input"))) {
            String text = Files.readString(file);
            String packageName = text.replaceAll("(?s).*?\\bpackage ([\\w.]+);.*", "$1");
            String simpleName = file.getFileName().toString().replace(".java", "");
            sources.add(Compiled.source(packageName + "." + simpleName, text));
        }
        return sources;
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static void update(Path directory, SortedMap<String, String> texts) throws IOException {
        assertThat(System.getenv("CI"))
                .as("golden files are not rewritten in CI (expected: no -Dgolden.update)")
                .isNull();
        for (Path file : files(directory)) {
            Files.delete(file);
        }
        Files.createDirectories(directory);
        for (String name : texts.keySet()) {
            Files.writeString(directory.resolve(name), texts.get(name));
        }
    }
}
