package io.aioredis.processor;

import com.palantir.javapoet.TypeName;
import java.util.List;

/** A method of a mixin, by what its body does. */
sealed interface MethodDefinition {
    SignatureDefinition signature();

    /**
     * Sends a command.
     *
     * @param constant the name of the constant that holds the command's spec
     * @param name the command's name in upper case, with the subcommand's if it has one
     * @param words what is sent, in order
     * @param reply what comes back
     */
    record Command(
            SignatureDefinition signature,
            String constant,
            String name,
            List<WordDefinition> words,
            ReplyDefinition reply)
            implements MethodDefinition {}

    /** Calls the method of a super-interface, which would otherwise clash with a mixin's of the same signature. */
    record Forward(SignatureDefinition signature, TypeName superInterface, boolean isVoid)
            implements MethodDefinition {}

    /** Throws: stands for a method of an interface with errors, so that those who call it have none of their own. */
    record Broken(SignatureDefinition signature) implements MethodDefinition {}
}
