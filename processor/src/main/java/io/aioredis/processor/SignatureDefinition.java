package io.aioredis.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;

/**
 * How a method to generate is declared.
 *
 * @param name the method's name
 * @param annotations what the method carries beside {@code @Override}
 * @param typeVariables the method's own, which only a method with an error has
 * @param returnType with the {@code @Nullable} that were written in it
 * @param parameters in their order
 * @param isVarargs whether the last parameter takes any number of arguments
 */
record SignatureDefinition(
        String name,
        List<AnnotationSpec> annotations,
        List<TypeVariableName> typeVariables,
        TypeName returnType,
        List<ParameterDefinition> parameters,
        boolean isVarargs) {}
