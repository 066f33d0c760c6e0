package io.aioredis.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a method to generate is declared.
 *
 * @param name the method's name
 * @param deprecated the {@code @Deprecated} that it carries too
 * @param warnings what overriding it gives, which are to be suppressed
 * @param typeVariables the method's own, which only a method with an error has
 * @param returnType with the {@code @Nullable} that were written in it
 * @param parameters in their order
 * @param isVarargs whether the last parameter takes any number of arguments
 */
record SignatureDefinition(
        String name,
        Optional<AnnotationSpec> deprecated,
        Set<String> warnings,
        List<TypeVariableName> typeVariables,
        TypeName returnType,
        List<ParameterDefinition> parameters,
        boolean isVarargs) {}
