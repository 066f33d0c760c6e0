package io.aioredis.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A record that a reply is read into.
 *
 * @param name the record
 * @param isGeneric whether it has type parameters
 * @param components what its constructor takes
 * @param warnings what naming it gives, as of a deprecated type
 */
record RecordDefinition(ClassName name, boolean isGeneric, List<Component> components, Set<String> warnings) {

    /** Whether the record has to be made as a raw type, since a bound of it is met by a type of the client's only. */
    boolean isRaw() {
        return components.stream()
                .anyMatch(component ->
                        component instanceof Decoded decoded && decoded.cast().isPresent());
    }

    /** A component, by how it is read. */
    sealed interface Component {}

    /** A primitive, read by a method of the runtime's {@code ReplyReader}. */
    record Primitive(String method) implements Component {}

    /** An object, read by a constant of the runtime's {@code ReplyDecoders} and cast to a bound if it has one. */
    record Decoded(String constant, Optional<TypeName> cast) implements Component {}
}
