package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Old}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class OldSpecs {
    static final CommandSpec GET_SET = CommandSpec.fixed("GETSET", ReplyDecoders.VALUE, "*3\r\n$6\r\nGETSET\r\n");

    static final CommandSpec SUBSTR = CommandSpec.fixed("SUBSTR", ReplyDecoders.VALUE, "*4\r\n$6\r\nSUBSTR\r\n");

    @SuppressWarnings("deprecation")
    static final CommandSpec POP = CommandSpec.fixed(
            "ZPOPMIN",
            ReplyDecoders.tuple(
                    2,
                    (reader, codecs) -> new OldEntry(ReplyDecoders.STRING.decode(reader, codecs), reader.readDouble())),
            "*2\r\n$7\r\nZPOPMIN\r\n");

    @SuppressWarnings("deprecation")
    static final CommandSpec POP_MAX = CommandSpec.fixed(
            "ZPOPMAX",
            ReplyDecoders.tuple(
                    2,
                    (reader, codecs) -> new OldEntry(ReplyDecoders.STRING.decode(reader, codecs), reader.readDouble())),
            "*2\r\n$7\r\nZPOPMAX\r\n");

    private OldSpecs() {
    }
}
