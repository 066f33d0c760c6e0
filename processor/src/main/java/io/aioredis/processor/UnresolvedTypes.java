package io.aioredis.processor;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Finds what an interface refers to and does not exist, or not yet: another processor may generate it.
 *
 * <p>Generating in spite of it would turn one error of the compiler into several.
 */
final class UnresolvedTypes {
    private final Set<String> names = new TreeSet<>();
    private final Set<Element> visited = new HashSet<>();

    private UnresolvedTypes() {}

    /** Returns the names as they are written, sorted; none if everything exists. */
    static Set<String> of(TypeElement type) {
        UnresolvedTypes unresolved = new UnresolvedTypes();
        unresolved.visitInterface(type);
        return unresolved.names;
    }

    private void visitInterface(TypeElement type) {
        if (!visited.add(type)) {
            return;
        }
        visitAnnotations(type);
        visitParameters(type.getTypeParameters());
        for (TypeMirror supertype : type.getInterfaces()) {
            visit(supertype);
            if (supertype instanceof DeclaredType declared) {
                visitInterface((TypeElement) declared.asElement());
            }
        }
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            visitAnnotations(method);
            visitCommand(method);
            visitParameters(method.getTypeParameters());
            visit(method.getReturnType());
            for (VariableElement parameter : method.getParameters()) {
                visitAnnotations(parameter);
                visit(parameter.asType());
            }
        }
    }

    private void visitParameters(Collection<? extends TypeParameterElement> parameters) {
        for (TypeParameterElement parameter : parameters) {
            parameter.getBounds().forEach(this::visit);
        }
    }

    private void visitAnnotations(Element element) {
        for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
            visit(annotation.getAnnotationType());
        }
    }

    /** The text of a command may be a constant that does not exist. */
    private void visitCommand(ExecutableElement method) {
        Annotations.find(method, RuntimeNames.COMMAND)
                .flatMap(annotation -> Annotations.value(annotation, "value"))
                .filter(value -> Annotations.text(value).isEmpty())
                .ifPresent(value -> names.add("the value of @Command of " + method.getSimpleName()));
    }

    private void visit(TypeMirror type) {
        for (TypeMirror part : TypeParts.of(type)) {
            if (isMissing(part)) {
                visitMissing((ErrorType) part);
            } else if (part instanceof DeclaredType declared) {
                visitRecord((TypeElement) declared.asElement());
            }
        }
    }

    /** By its kind: in javac every class type is an instance of {@link ErrorType}. */
    private static boolean isMissing(TypeMirror type) {
        return type.getKind() == TypeKind.ERROR;
    }

    /** Names a missing type, unless it is its argument that is missing, which ECJ has both. */
    private void visitMissing(ErrorType type) {
        boolean isArgumentMissing = type.getTypeArguments().stream()
                .flatMap(argument -> TypeParts.of(argument).stream())
                .anyMatch(UnresolvedTypes::isMissing);
        if (!isArgumentMissing) {
            names.add(type.toString());
        }
    }

    private void visitRecord(TypeElement type) {
        if (type.getKind() == ElementKind.RECORD && visited.add(type)) {
            type.getRecordComponents().forEach(component -> visit(component.asType()));
        }
    }
}
