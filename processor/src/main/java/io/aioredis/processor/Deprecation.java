package io.aioredis.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
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

    /** Returns what the generated types carry. */
    List<AnnotationSpec> ofTypes() {
        return annotations(ofType, Set.of());
    }

    /** Returns what a method carries that overrides another one: its {@code @Deprecated}, and what its types need. */
    List<AnnotationSpec> ofMethod(Element method, Stream<? extends TypeMirror> types) {
        Optional<? extends AnnotationMirror> deprecated = Annotations.find(method, DEPRECATED);
        Set<String> warnings = new TreeSet<>();
        types.forEach(type -> warnings.addAll(warnings(type)));
        if (deprecated.isPresent()) {
            warnings.remove("deprecation");
        }
        return annotations(deprecated, warnings);
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

    private static List<AnnotationSpec> annotations(
            Optional<? extends AnnotationMirror> deprecated, Set<String> warnings) {
        List<AnnotationSpec> annotations = new ArrayList<>();
        deprecated.map(AnnotationSpec::get).ifPresent(annotations::add);
        Set<String> all = new TreeSet<>(warnings);
        if (deprecated.filter(Deprecation::isForRemoval).isPresent()) {
            all.add("removal");
        }
        suppress(all).ifPresent(annotations::add);
        return annotations;
    }

    /** Returns the annotation that suppresses warnings, if there are any to suppress. */
    static Optional<AnnotationSpec> suppress(Set<String> warnings) {
        if (warnings.isEmpty()) {
            return Optional.empty();
        }
        List<CodeBlock> names =
                warnings.stream().map(warning -> CodeBlock.of("$S", warning)).toList();
        return Optional.of(AnnotationSpec.builder(SuppressWarnings.class)
                .addMember("value", names.size() == 1 ? "$L" : "{$L}", CodeBlock.join(names, ", "))
                .build());
    }

    private static boolean isForRemoval(AnnotationMirror mirror) {
        return Annotations.value(mirror, "forRemoval")
                .filter(Annotations::isTrue)
                .isPresent();
    }
}
