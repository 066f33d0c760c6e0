package io.aioredis.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An interface of commands, as its mixin and its client are generated from it.
 *
 * @param name the interface
 * @param isPublic whether it, and so what is generated, can be named everywhere
 * @param isImplemented whether what is generated implements it, which it does but for some errors
 * @param annotations what is generated carries them too
 * @param warnings what naming it gives, which are to be suppressed
 * @param generated the annotation {@code @Generated}, where the interface's module can name it
 * @param typeVariables the interface's, with their bounds
 * @param roles the codecs of the client, in the order of its constructor
 * @param superMixins the mixins of the nearest annotated super-interfaces
 * @param methods what the mixin implements
 * @param isCloseable whether {@code close()} is declared by the interface too, as {@link AutoCloseable} has it
 * @param memberTypes the simple names of the types that the interface has as members, and so hides
 */
record InterfaceDefinition(
        ClassName name,
        boolean isPublic,
        boolean isImplemented,
        List<AnnotationSpec> annotations,
        Set<String> warnings,
        Optional<ClassName> generated,
        List<TypeVariableName> typeVariables,
        List<RoleDefinition> roles,
        List<TypeName> superMixins,
        List<MethodDefinition> methods,
        boolean isCloseable,
        List<String> memberTypes) {

    /** The interface as a supertype. */
    TypeName type() {
        return RuntimeNames.parameterized(name, typeVariables);
    }

    ClassName mixin() {
        return GeneratedNames.mixin(name);
    }

    ClassName client() {
        return GeneratedNames.client(name);
    }

    ClassName specs() {
        return GeneratedNames.specs(name);
    }

    List<MethodDefinition.Command> commands() {
        return methods.stream()
                .filter(MethodDefinition.Command.class::isInstance)
                .map(MethodDefinition.Command.class::cast)
                .toList();
    }

    List<RoleDefinition> constructorRoles() {
        return roles.stream().filter(RoleDefinition::isConstructorParameter).toList();
    }
}
