package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * What is the same in every call of the commands of {@link Maybe.Unmarked}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
@NullUnmarked
final class Maybe_UnmarkedSpecs {
    static final CommandSpec GET = CommandSpec.fixed("GET", ReplyDecoders.STRING, "*2\r\n$3\r\nGET\r\n");

    private Maybe_UnmarkedSpecs() {
    }
}
