package io.aioredis.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the annotation that suppresses warnings. */
final class SuppressedWarnings {
    private SuppressedWarnings() {}

    /** Returns the annotation, if there are any warnings to suppress. */
    static Optional<AnnotationSpec> of(Set<String> warnings) {
        if (warnings.isEmpty()) {
            return Optional.empty();
        }
        List<CodeBlock> names = warnings.stream()
                .sorted()
                .map(warning -> CodeBlock.of("$S", warning))
                .toList();
        return Optional.of(AnnotationSpec.builder(SuppressWarnings.class)
                .addMember("value", names.size() == 1 ? "$L" : "{$L}", CodeBlock.join(names, ", "))
                .build());
    }
}
