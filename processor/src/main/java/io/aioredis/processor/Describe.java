package io.aioredis.processor;

import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Writes elements and types as messages name them: short, and the same under every compiler. */
final class Describe {
    private Describe() {}

    /** {@code get(String key)}. */
    static String method(ExecutableElement method) {
        return method.getSimpleName()
                + method.getParameters().stream()
                        .map(parameter -> parameterType(method, parameter) + " " + parameter.getSimpleName())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String parameterType(ExecutableElement method, VariableElement parameter) {
        boolean isVarargs = method.isVarArgs()
                && method.getParameters().indexOf(parameter)
                        == method.getParameters().size() - 1;
        String type = type(parameter.asType());
        return isVarargs ? type.substring(0, type.length() - "[]".length()) + "..." : type;
    }

    /** {@code Base.get(String key)}, of a method or of a parameter's method. */
    static String inherited(Element element) {
        Element e = element;
        while (!(e instanceof ExecutableElement) && e.getEnclosingElement() != null) {
            e = e.getEnclosingElement();
        }
        return e instanceof ExecutableElement method
                ? method.getEnclosingElement().getSimpleName() + "." + method(method)
                : element.getSimpleName().toString();
    }

    /** {@code Outer.Foo}. */
    static String name(TypeElement type) {
        Element enclosing = type.getEnclosingElement();
        return enclosing instanceof TypeElement outer
                ? name(outer) + "." + type.getSimpleName()
                : type.getSimpleName().toString();
    }

    /** What kind of type it is, as a sentence has it. */
    static String kind(TypeElement type) {
        if (type.getKind() == ElementKind.CLASS) {
            return type.getModifiers().contains(Modifier.ABSTRACT) ? "an abstract class" : "a class";
        }
        return switch (type.getKind()) {
            case ENUM -> "an enum";
            case RECORD -> "a record";
            case ANNOTATION_TYPE -> "an annotation";
            default -> "not an interface";
        };
    }

    /** {@code Map<String, byte[]>}. */
    static String type(TypeMirror type) {
        return type.accept(
                new SimpleTypeVisitor14<String, Void>() {
                    @Override
                    public String visitDeclared(DeclaredType declared, Void p) {
                        String name = name((TypeElement) declared.asElement());
                        return declared.getTypeArguments().isEmpty()
                                ? name
                                : name
                                        + declared.getTypeArguments().stream()
                                                .map(Describe::type)
                                                .collect(Collectors.joining(", ", "<", ">"));
                    }

                    @Override
                    public String visitArray(ArrayType array, Void p) {
                        return type(array.getComponentType()) + "[]";
                    }

                    @Override
                    public String visitTypeVariable(TypeVariable variable, Void p) {
                        return variable.asElement().getSimpleName().toString();
                    }

                    @Override
                    public String visitWildcard(WildcardType wildcard, Void p) {
                        if (wildcard.getExtendsBound() != null) {
                            return "? extends " + type(wildcard.getExtendsBound());
                        }
                        return wildcard.getSuperBound() != null ? "? super " + type(wildcard.getSuperBound()) : "?";
                    }

                    @Override
                    protected String defaultAction(TypeMirror other, Void p) {
                        return other.getKind().isPrimitive() || other.getKind() == TypeKind.VOID
                                ? other.getKind().name().toLowerCase(Locale.ROOT)
                                : other.toString();
                    }
                },
                null);
    }
}
