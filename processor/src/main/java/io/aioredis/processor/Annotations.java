package io.aioredis.processor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;

/** Reads annotations by name, since the processor does not have their classes; erroneous source is the normal case. */
final class Annotations {
    private Annotations() {}

    static boolean isPresent(AnnotatedConstruct construct, String name) {
        return find(construct, name).isPresent();
    }

    static Optional<? extends AnnotationMirror> find(AnnotatedConstruct construct, String name) {
        return construct.getAnnotationMirrors().stream()
                .filter(mirror -> type(mirror).getQualifiedName().contentEquals(name))
                .findFirst();
    }

    /** Returns the annotations of a simple name, whatever their package. */
    static List<? extends AnnotationMirror> bySimpleName(AnnotatedConstruct construct, String simpleName) {
        return construct.getAnnotationMirrors().stream()
                .filter(mirror -> type(mirror).getSimpleName().contentEquals(simpleName))
                .toList();
    }

    static TypeElement type(AnnotationMirror mirror) {
        return (TypeElement) mirror.getAnnotationType().asElement();
    }

    /** Returns the value of a member as it was written, if it was. */
    static Optional<AnnotationValue> value(AnnotationMirror mirror, String member) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                mirror.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(member)) {
                return Optional.ofNullable(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** Returns the text of a value; nothing if it is none, as where a constant's name could not be resolved. */
    static Optional<String> text(AnnotationValue value) {
        return value.accept(
                new SimpleAnnotationValueVisitor14<Optional<String>, Void>(Optional.empty()) {
                    @Override
                    public Optional<String> visitString(String text, Void p) {
                        return text.equals("<error>") ? Optional.empty() : Optional.of(text);
                    }
                },
                null);
    }

    static boolean isTrue(AnnotationValue value) {
        return Boolean.TRUE.equals(value.getValue());
    }
}
