package io.aioredis.processor;

/** How a reply, or a part of one, is read. */
sealed interface DecoderDefinition {
    /** By a constant of the runtime's {@code ReplyDecoders}. */
    record Named(String constant) implements DecoderDefinition {}

    /** As a list of elements. */
    record ListOf(DecoderDefinition element) implements DecoderDefinition {}

    /** As a set of elements. */
    record SetOf(DecoderDefinition element) implements DecoderDefinition {}

    /** As a map. */
    record MapOf(DecoderDefinition key, DecoderDefinition value) implements DecoderDefinition {}

    /** As a record, whose components are the elements by position. */
    record Tuple(RecordDefinition type) implements DecoderDefinition {}

    /** As a list of records. */
    record Tuples(RecordDefinition type) implements DecoderDefinition {}
}
