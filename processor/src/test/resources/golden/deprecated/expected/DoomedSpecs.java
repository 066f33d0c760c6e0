package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Doomed}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
@Deprecated(
        forRemoval = true
)
@SuppressWarnings("removal")
final class DoomedSpecs {
    @SuppressWarnings("removal")
    static final CommandSpec POP = CommandSpec.fixed(
            "ZPOPMIN",
            ReplyDecoders.tuple(
                    2,
                    (reader, codecs) -> new Doomed.Entry(
                            ReplyDecoders.STRING.decode(reader, codecs), reader.readDouble())),
            "*2\r\n$7\r\nZPOPMIN\r\n");

    private DoomedSpecs() {
    }
}
