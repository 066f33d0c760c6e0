package io.aioredis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elements are read into definitions, and code is written of definitions, and nothing does both. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "aioredis", "processor");

    static Stream<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void whatKnowsElementsWritesNoCode(Path source) throws IOException {
        List<String> imports = Files.readAllLines(source).stream()
                .filter(line -> line.startsWith("import "))
                .toList();
        boolean knowsElements = imports.stream()
                .filter(line -> !line.equals("import javax.lang.model.element.Modifier;")) // JavaPoet takes it
                .anyMatch(line -> line.startsWith("import javax.lang.model.element")
                        || line.startsWith("import javax.lang.model.type")
                        || line.startsWith("import javax.lang.model.util"));
        boolean writesCode = imports.contains("import com.palantir.javapoet.CodeBlock;");

        assertThat(knowsElements && writesCode).isFalse();
        if (source.getFileName().toString().endsWith("Generator.java")) {
            assertThat(knowsElements).isFalse();
        }
        assertThat(imports).noneMatch(line -> line.startsWith("import io.aioredis."));
    }
}
