package io.aioredis.processor;

/** A piece of a command as it is sent. */
sealed interface WordDefinition {
    /** A word that is the same in every call. */
    record Constant(String text) implements WordDefinition {}

    /** A parameter of the method, sent as one word. */
    record Argument(String parameter, ArgumentKind kind, boolean isPrimitive) implements WordDefinition {}
}
