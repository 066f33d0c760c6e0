package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Arguments}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class ArgumentsSpecs {
    static final CommandSpec CONFIG = CommandSpec.fixed(
            "CONFIG GET", ReplyDecoders.STRING, "*3\r\n$6\r\nCONFIG\r\n$3\r\nGET\r\n");

    static final CommandSpec CONFIG_OF = CommandSpec.fixed(
            "CONFIG", ReplyDecoders.STRING, "*3\r\n$6\r\nconfig\r\n", "$4\r\nname\r\n");

    static final CommandSpec SET = CommandSpec.fixed(
            "SET", ReplyDecoders.STRING, "*7\r\n$3\r\nSET\r\n", "$2\r\nEX\r\n", "$2\r\nNX\r\n$3\r\nGET\r\n");

    static final CommandSpec GET = CommandSpec.fixed("GET", ReplyDecoders.BYTES, "*2\r\n$3\r\nGET\r\n");

    static final CommandSpec GET_2 = CommandSpec.fixed("GET", ReplyDecoders.BYTES, "*2\r\n$3\r\nGET\r\n");

    static final CommandSpec NUMBERS = CommandSpec.fixed("X.NUMBERS", ReplyDecoders.OK, "*7\r\n$9\r\nX.NUMBERS\r\n");

    static final CommandSpec BOXES = CommandSpec.fixed("X.BOXES", ReplyDecoders.OK, "*7\r\n$7\r\nX.BOXES\r\n");

    static final CommandSpec ECHO = CommandSpec.fixed("ECHO", ReplyDecoders.STRING, "*2\r\n$4\r\nECHO\r\n");

    static final CommandSpec LITERAL_COLON = CommandSpec.fixed(
            "ECHO", ReplyDecoders.STRING, "*3\r\n$4\r\nECHO\r\n$5\r\n:word\r\n$9\r\n\"gr\u00fc\u00dfe\\\r\n");

    static final CommandSpec EVAL_URL2_PATH = CommandSpec.fixed(
            "EVAL", ReplyDecoders.INTEGER, "*5\r\n$4\r\nEVAL\r\n$8\r\nreturn:1\r\n$1\r\n0\r\n$2\r\n:x\r\n");

    private ArgumentsSpecs() {
    }
}
