package io.aioredis.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.TypeVisitor;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/**
 * Makes names of types with the {@code @Nullable} that were written in them.
 *
 * <p>{@link TypeName#get} drops annotations, and an override without them says in a {@code @NullMarked} package the
 * opposite of what was declared.
 */
final class TypeNames {
    /** Names a type without its own annotations; beside it goes the same type as it was written. */
    private static final TypeVisitor<TypeName, TypeMirror> NAMES = new SimpleTypeVisitor14<>() {
        @Override
        public TypeName visitDeclared(DeclaredType type, TypeMirror declared) {
            ClassName raw = ClassName.get((TypeElement) type.asElement());
            List<? extends TypeMirror> arguments = type.getTypeArguments();
            List<? extends TypeMirror> declaredArguments = ((DeclaredType) declared).getTypeArguments();
            List<TypeName> names = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                names.add(of(arguments.get(i), declaredArguments.get(i)));
            }
            if (isInner(type.asElement()) && of(type.getEnclosingType()) instanceof ParameterizedTypeName outer) {
                return outer.nestedClass(raw.simpleName(), names);
            }
            return RuntimeNames.parameterized(raw, names);
        }

        @Override
        public TypeName visitArray(ArrayType type, TypeMirror declared) {
            return ArrayTypeName.of(of(type.getComponentType(), ((ArrayType) declared).getComponentType()));
        }

        @Override
        public TypeName visitTypeVariable(TypeVariable type, TypeMirror declared) {
            return TypeVariableName.get(type.asElement().getSimpleName().toString());
        }

        @Override
        public TypeName visitWildcard(WildcardType type, TypeMirror declared) {
            if (type.getExtendsBound() != null) {
                return WildcardTypeName.subtypeOf(of(type.getExtendsBound()));
            }
            return type.getSuperBound() != null
                    ? WildcardTypeName.supertypeOf(of(type.getSuperBound()))
                    : WildcardTypeName.subtypeOf(Object.class);
        }

        @Override
        protected TypeName defaultAction(TypeMirror type, TypeMirror declared) {
            return TypeName.get(type);
        }
    };

    private TypeNames() {}

    static TypeName of(TypeMirror type) {
        return of(type, type);
    }

    /**
     * Names a type as seen from a subtype.
     *
     * @param type the type with its type variables replaced, which loses annotations on these
     * @param declared the type as it was written
     */
    static TypeName of(TypeMirror type, TypeMirror declared) {
        Set<AnnotationSpec> annotations = new LinkedHashSet<>(nullable(type));
        annotations.addAll(nullable(declared));
        return type.accept(NAMES, declared.getKind() == type.getKind() ? declared : type)
                .annotated(List.copyOf(annotations));
    }

    /** Whether a type belongs to an object of the type around it; ECJ has type arguments around static types too. */
    private static boolean isInner(Element type) {
        return type.getKind() == ElementKind.CLASS
                && type.getEnclosingElement() instanceof TypeElement
                && !type.getModifiers().contains(Modifier.STATIC);
    }

    /** Returns type parameters as they are declared, with their bounds. */
    static List<TypeVariableName> variables(List<? extends TypeParameterElement> parameters) {
        List<TypeVariableName> variables = new ArrayList<>();
        for (TypeParameterElement parameter : parameters) {
            TypeName[] bounds =
                    parameter.getBounds().stream().map(TypeNames::of).toArray(TypeName[]::new);
            variables.add(TypeVariableName.get(parameter.getSimpleName().toString(), bounds));
        }
        return List.copyOf(variables);
    }

    /** Returns the {@code @Nullable} of a type or an element. */
    static List<AnnotationSpec> nullable(AnnotatedConstruct construct) {
        return Annotations.bySimpleName(construct, "Nullable").stream()
                .map(AnnotationSpec::get)
                .toList();
    }
}
