package io.aioredis.processor;

import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Finds out how a parameter is sent. */
final class ArgumentParser {
    private static final Set<String> PLAIN = Set.of(
            "java.lang.Byte",
            "java.lang.Double",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.lang.String");

    private final Roles roles;

    ArgumentParser(Roles roles) {
        this.roles = roles;
    }

    /** Returns the argument, or nothing if its type is none that can be sent. */
    Optional<WordDefinition.Argument> parse(String parameter, TypeMirror type) {
        return kind(type)
                .map(kind -> new WordDefinition.Argument(
                        parameter, kind, type.getKind().isPrimitive()));
    }

    private Optional<ArgumentKind> kind(TypeMirror type) {
        return type.accept(
                new SimpleTypeVisitor14<Optional<ArgumentKind>, Void>(Optional.empty()) {
                    @Override
                    public Optional<ArgumentKind> visitPrimitive(PrimitiveType primitive, Void p) {
                        return switch (primitive.getKind()) {
                            case BYTE, SHORT, INT, LONG, DOUBLE -> Optional.of(ArgumentKind.PLAIN);
                            case FLOAT -> Optional.of(ArgumentKind.FLOAT);
                            default -> Optional.empty();
                        };
                    }

                    @Override
                    public Optional<ArgumentKind> visitArray(ArrayType array, Void p) {
                        return array.getComponentType().getKind() == TypeKind.BYTE
                                ? Optional.of(ArgumentKind.PLAIN)
                                : Optional.empty();
                    }

                    @Override
                    public Optional<ArgumentKind> visitDeclared(DeclaredType declared, Void p) {
                        String name = ((TypeElement) declared.asElement())
                                .getQualifiedName()
                                .toString();
                        if (name.equals("java.lang.Float")) {
                            return Optional.of(ArgumentKind.FLOAT);
                        }
                        return PLAIN.contains(name) ? Optional.of(ArgumentKind.PLAIN) : Optional.empty();
                    }

                    @Override
                    public Optional<ArgumentKind> visitTypeVariable(TypeVariable variable, Void p) {
                        return roles.of(variable).map(ArgumentKind::of);
                    }
                },
                null);
    }
}
