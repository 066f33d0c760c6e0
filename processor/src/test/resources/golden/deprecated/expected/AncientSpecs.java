package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Ancient}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
@Deprecated
final class AncientSpecs {
    static final CommandSpec GET = CommandSpec.fixed("GET", ReplyDecoders.VALUE, "*2\r\n$3\r\nGET\r\n");

    static final CommandSpec POP = CommandSpec.fixed(
            "ZPOPMIN",
            ReplyDecoders.tuple(
                    2,
                    (reader, codecs) -> new Ancient.Entry(
                            ReplyDecoders.STRING.decode(reader, codecs), reader.readDouble())),
            "*2\r\n$7\r\nZPOPMIN\r\n");

    private AncientSpecs() {
    }
}
