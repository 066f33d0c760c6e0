package io.aioredis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiagnosticTest {
    @Test
    void everyEntryOfTheCatalogueIsProvokedByATest() {
        Set<Diagnostic> provoked = Stream.of(DiagnosticsTest.class, RedisCommandsProcessorTest.class)
                .flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Provokes.class) && method.isAnnotationPresent(Test.class))
                .map(method -> method.getAnnotation(Provokes.class).value())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Diagnostic.class)));

        assertThat(provoked).containsExactlyInAnyOrder(Diagnostic.values());
    }

    @Test
    void idsAreWordsThatBeginWithTheNameOfTheServer() {
        assertThat(Diagnostic.values())
                .allSatisfy(diagnostic -> assertThat(diagnostic.id()).matches("Redis([A-Z][a-z]+)+"));
    }
}
