package io.aioredis.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/**
 * Reads how a method is overridden.
 *
 * <p>Exceptions are left out: what overrides a method need not throw them. So are all annotations but {@code @Nullable}
 * and {@code @Deprecated}.
 */
final class SignatureParser {
    private final Hierarchy hierarchy;
    private final Deprecation deprecation;

    SignatureParser(Hierarchy hierarchy, Deprecation deprecation) {
        this.hierarchy = hierarchy;
        this.deprecation = deprecation;
    }

    SignatureDefinition parse(ExecutableElement method) {
        ExecutableType type = hierarchy.asMember(method);
        List<ParameterDefinition> parameters = new ArrayList<>();
        for (int i = 0; i < method.getParameters().size(); i++) {
            VariableElement parameter = method.getParameters().get(i);
            parameters.add(new ParameterDefinition(
                    parameter.getSimpleName().toString(),
                    annotated(parameter, type.getParameterTypes().get(i))));
        }
        return new SignatureDefinition(
                method.getSimpleName().toString(),
                deprecation.ofMethod(method),
                deprecation.warnings(method, type),
                TypeNames.variables(method.getTypeParameters()),
                TypeNames.of(type.getReturnType(), method.getReturnType()),
                List.copyOf(parameters),
                method.isVarArgs());
    }

    /** Adds a {@code @Nullable} that is the parameter's and not its type's; some annotations are both. */
    private static TypeName annotated(VariableElement parameter, TypeMirror type) {
        Set<AnnotationSpec> declared = new LinkedHashSet<>(TypeNames.nullable(parameter));
        TypeName name = TypeNames.of(type, parameter.asType());
        declared.removeAll(name.annotations());
        return name.annotated(List.copyOf(declared));
    }
}
