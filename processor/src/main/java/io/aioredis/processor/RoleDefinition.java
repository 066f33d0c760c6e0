package io.aioredis.processor;

import com.palantir.javapoet.TypeName;

/**
 * A codec that a client has.
 *
 * @param role whose codec it is
 * @param type what it encodes: a type parameter, or what a super-interface's type parameter was set to
 * @param isInherited whether the mixin of a super-interface asks for it already
 * @param source where the client has it from
 */
record RoleDefinition(Role role, TypeName type, boolean isInherited, Source source) {
    enum Source {
        /** The constructor takes it. */
        CONSTRUCTOR,
        /** The runtime's codec of text. */
        UTF8,
        /** The runtime's codec of bytes. */
        BYTES
    }

    boolean isConstructorParameter() {
        return source == Source.CONSTRUCTOR;
    }
}
