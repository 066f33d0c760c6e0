package io.aioredis.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** What all generated types of an interface begin with. */
final class TypeStart {
    private TypeStart() {}

    /**
     * Adds Javadoc and annotations.
     *
     * @param sentence the Javadoc, in which {@code $T} is the interface
     */
    static TypeSpec.Builder begin(TypeSpec.Builder type, InterfaceDefinition definition, String sentence) {
        type.addJavadoc(sentence + "\n", definition.name());
        definition
                .generated()
                .ifPresent(generated -> type.addAnnotation(AnnotationSpec.builder(generated)
                        .addMember("value", "$S", RedisCommandsProcessor.class.getName())
                        .build()));
        type.addAnnotations(definition.annotations());
        SuppressedWarnings.of(definition.warnings()).ifPresent(type::addAnnotation);
        return type;
    }

    /** Adds what {@link #begin} adds, and visibility and type parameters of the interface. */
    static TypeSpec.Builder beginLike(TypeSpec.Builder type, InterfaceDefinition definition, String sentence) {
        begin(type, definition, sentence)
                .addTypeVariables(definition.typeVariables())
                .alwaysQualify(definition.memberTypes().toArray(String[]::new));
        return definition.isPublic() ? type.addModifiers(Modifier.PUBLIC) : type;
    }
}
