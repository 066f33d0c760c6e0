package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Cache}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class CacheSpecs {
    static final CommandSpec DELETE = CommandSpec.fixed("TOUCH", ReplyDecoders.BOOLEAN, "*2\r\n$5\r\nTOUCH\r\n");

    static final CommandSpec ECHO = CommandSpec.fixed("ECHO", ReplyDecoders.VALUE, "*2\r\n$4\r\nECHO\r\n");

    static final CommandSpec UNLINK = CommandSpec.fixed("UNLINK", ReplyDecoders.BOOLEAN, "*2\r\n$6\r\nUNLINK\r\n");

    private CacheSpecs() {
    }
}
