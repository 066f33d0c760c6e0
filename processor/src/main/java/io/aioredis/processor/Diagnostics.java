package io.aioredis.processor;

import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Collects the errors of one interface, so that all are reported and each once.
 *
 * <p>An error stands at the smallest thing that is wrong; one of an inherited method, whose source may not be at hand,
 * stands at the interface and names the method in brackets.
 */
final class Diagnostics {
    private record Entry(
            String message,
            Element element,
            @Nullable AnnotationMirror annotation,
            @Nullable AnnotationValue value) {}

    private final TypeElement type;
    private final Set<Entry> entries = new LinkedHashSet<>();

    Diagnostics(TypeElement type) {
        this.type = type;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void report(Diagnostic diagnostic, Element element, Object... arguments) {
        add(diagnostic.message(arguments), element, null, null);
    }

    void report(
            Diagnostic diagnostic,
            Element element,
            AnnotationMirror annotation,
            AnnotationValue value,
            Object... arguments) {
        add(diagnostic.message(arguments), element, annotation, value);
    }

    private void add(
            String message, Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {
        if (isDeclaredByType(element)) {
            entries.add(new Entry(message, element, annotation, value));
        } else {
            entries.add(new Entry(message + " [" + Describe.inherited(element) + "]", type, null, null));
        }
    }

    private boolean isDeclaredByType(Element element) {
        for (Element e = element; e != null; e = e.getEnclosingElement()) {
            if (e.equals(type)) {
                return true;
            }
        }
        return false;
    }

    void printTo(Messager messager) {
        for (Entry entry : entries) {
            messager.printMessage(Kind.ERROR, entry.message, entry.element, entry.annotation, entry.value);
        }
    }
}
