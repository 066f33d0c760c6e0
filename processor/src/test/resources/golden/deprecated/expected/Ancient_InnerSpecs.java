package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Ancient.Inner}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
@Deprecated
final class Ancient_InnerSpecs {
    static final CommandSpec PING = CommandSpec.fixed("PING", ReplyDecoders.STRING, "*1\r\n$4\r\nPING\r\n");

    private Ancient_InnerSpecs() {
    }
}
