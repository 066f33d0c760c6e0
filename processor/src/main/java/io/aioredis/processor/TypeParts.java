package io.aioredis.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Takes types apart. */
final class TypeParts {
    private TypeParts() {}

    /** Returns a type and all types that are written in it; a type variable without its bounds. */
    static List<TypeMirror> of(TypeMirror type) {
        List<TypeMirror> parts = new ArrayList<>();
        add(type, parts);
        return parts;
    }

    private static void add(TypeMirror type, List<TypeMirror> parts) {
        parts.add(type);
        type.accept(
                new SimpleTypeVisitor14<Void, Void>() {
                    @Override
                    public Void visitDeclared(DeclaredType declared, Void p) {
                        declared.getTypeArguments().forEach(argument -> add(argument, parts));
                        return null;
                    }

                    @Override
                    public Void visitError(ErrorType error, Void p) {
                        return visitDeclared(error, p);
                    }

                    @Override
                    public Void visitArray(ArrayType array, Void p) {
                        add(array.getComponentType(), parts);
                        return null;
                    }

                    @Override
                    public Void visitWildcard(WildcardType wildcard, Void p) {
                        Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
                                .filter(bound -> bound != null)
                                .forEach(bound -> add(bound, parts));
                        return null;
                    }
                },
                null);
    }

    /** Whether a type variable of this name is written in a type. */
    static boolean haveVariable(TypeMirror type, String name) {
        return of(type).stream()
                .anyMatch(part -> part instanceof TypeVariable variable
                        && variable.asElement().getSimpleName().contentEquals(name));
    }

    /** Returns the private types in or around which a type is, and which keep generated code from naming it. */
    static Stream<TypeElement> hidden(TypeMirror type) {
        return of(type).stream()
                .filter(DeclaredType.class::isInstance)
                .map(part -> (TypeElement) ((DeclaredType) part).asElement())
                .flatMap(TypeParts::nest)
                .filter(element -> element.getModifiers().contains(Modifier.PRIVATE));
    }

    /** Returns a type and those around it, from the inside. */
    static Stream<TypeElement> nest(TypeElement type) {
        return Stream.iterate((Element) type, TypeElement.class::isInstance, Element::getEnclosingElement)
                .map(TypeElement.class::cast);
    }
}
