package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Maybe}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class MaybeSpecs {
    static final CommandSpec GET = CommandSpec.fixed("GET", ReplyDecoders.STRING, "*2\r\n$3\r\nGET\r\n");

    static final CommandSpec FIELDS = CommandSpec.fixed(
            "HMGET", ReplyDecoders.list(ReplyDecoders.VALUE), "*4\r\n$5\r\nHMGET\r\n");

    static final CommandSpec POP = CommandSpec.fixed("LPOP", ReplyDecoders.VALUE, "*2\r\n$4\r\nLPOP\r\n");

    static final CommandSpec POP_MAX = CommandSpec.fixed(
            "ZPOPMAX",
            ReplyDecoders.tuple(
                    2,
                    (reader, codecs) -> new Maybe.Entry(
                            ReplyDecoders.STRING.decode(reader, codecs), reader.readDouble())),
            "*2\r\n$7\r\nZPOPMAX\r\n");

    static final CommandSpec TAKE = CommandSpec.fixed("GETDEL", ReplyDecoders.STRING, "*3\r\n$6\r\nGETDEL\r\n");

    private MaybeSpecs() {
    }
}
