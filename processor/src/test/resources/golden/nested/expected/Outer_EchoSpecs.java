package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Outer.Echo}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class Outer_EchoSpecs {
    static final CommandSpec ECHO = CommandSpec.fixed("ECHO", ReplyDecoders.STRING, "*2\r\n$4\r\nECHO\r\n");

    private Outer_EchoSpecs() {
    }
}
