package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Ancient}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class AncientSpecs {
    static final CommandSpec GET = CommandSpec.fixed("GET", ReplyDecoders.VALUE, "*2\r\n$3\r\nGET\r\n");

    private AncientSpecs() {
    }
}
