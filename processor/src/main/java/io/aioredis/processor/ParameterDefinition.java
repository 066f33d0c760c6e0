package io.aioredis.processor;

import com.palantir.javapoet.TypeName;

/**
 * A parameter of a method to generate.
 *
 * @param name as declared
 * @param type with the {@code @Nullable} that were written in it
 */
record ParameterDefinition(String name, TypeName type) {}
