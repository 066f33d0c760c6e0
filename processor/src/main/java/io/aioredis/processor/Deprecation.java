package io.aioredis.processor;

import com.palantir.javapoet.AnnotationSpec;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/**
 * What generated code needs in order to name what is deprecated without a warning.
 *
 * <p>Overriding a deprecated method or naming a deprecated type gives one, unless it is done in what is deprecated too;
 * for what will be removed, it gives one even there.
 */
final class Deprecation {
    private static final String DEPRECATED = "java.lang.Deprecated";

    private final Optional<? extends AnnotationMirror> ofType;

    /** Knows the interface for which code is generated, by its own {@code @Deprecated} or that of one around it. */
    Deprecation(TypeElement type) {
        this.ofType = TypeParts.nest(type)
                .flatMap(around -> Annotations.find(around, DEPRECATED).stream())
                .findFirst();
    }

    /** Returns the {@code @Deprecated} that the generated types carry too, if there is one. */
    Optional<AnnotationSpec> ofTypes() {
        return ofType.map(AnnotationSpec::get);
    }

    /** Returns the warnings that what the generated types implement gives. */
    Set<String> warningsOfTypes() {
        return ofType.filter(Deprecation::isForRemoval).isPresent() ? Set.of("removal") : Set.of();
    }

    /** Returns the {@code @Deprecated} that a method carries which overrides another one, if there is one. */
    Optional<AnnotationSpec> ofMethod(ExecutableElement method) {
        return Annotations.find(method, DEPRECATED).map(AnnotationSpec::get);
    }

    /** Returns the warnings that overriding a method gives, of whose types some may be deprecated. */
    Set<String> warnings(ExecutableElement method, ExecutableType type) {
        Set<String> warnings = new TreeSet<>(warnings(type.getReturnType()));
        type.getParameterTypes().forEach(parameter -> warnings.addAll(warnings(parameter)));
        Annotations.find(method, DEPRECATED).ifPresent(mirror -> {
            warnings.remove("deprecation");
            if (isForRemoval(mirror)) {
                warnings.add("removal");
            }
        });
        return warnings;
    }

    /** Returns the warnings that naming a type gives in the generated types. */
    Set<String> warnings(TypeMirror type) {
        Set<String> warnings = new TreeSet<>();
        for (TypeMirror part : TypeParts.of(type)) {
            if (part instanceof DeclaredType declared) {
                TypeParts.nest((TypeElement) declared.asElement())
                        .flatMap(element -> Annotations.find(element, DEPRECATED).stream())
                        .forEach(mirror -> warnings.add(isForRemoval(mirror) ? "removal" : "deprecation"));
            }
        }
        if (ofType.isPresent()) {
            warnings.remove("deprecation");
        }
        return warnings;
    }

    private static boolean isForRemoval(AnnotationMirror mirror) {
        return Annotations.value(mirror, "forRemoval")
                .filter(Annotations::isTrue)
                .isPresent();
    }
}
