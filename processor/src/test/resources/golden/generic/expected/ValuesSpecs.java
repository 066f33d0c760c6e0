package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Values}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class ValuesSpecs {
    static final CommandSpec ECHO = CommandSpec.fixed("ECHO", ReplyDecoders.VALUE, "*2\r\n$4\r\nECHO\r\n");

    private ValuesSpecs() {
    }
}
