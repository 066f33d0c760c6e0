package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Deletes}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class DeletesSpecs {
    static final CommandSpec DELETE = CommandSpec.fixed("DEL", ReplyDecoders.BOOLEAN, "*2\r\n$3\r\nDEL\r\n");

    static final CommandSpec UNLINK = CommandSpec.fixed("UNLINK", ReplyDecoders.BOOLEAN, "*2\r\n$6\r\nUNLINK\r\n");

    private DeletesSpecs() {
    }
}
