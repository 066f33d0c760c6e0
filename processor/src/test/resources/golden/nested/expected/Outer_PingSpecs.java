package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Outer.Ping}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class Outer_PingSpecs {
    static final CommandSpec PING = CommandSpec.fixed("PING", ReplyDecoders.STRING, "*1\r\n$4\r\nPING\r\n");

    private Outer_PingSpecs() {
    }
}
