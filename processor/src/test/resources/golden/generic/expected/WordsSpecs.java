package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Words}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class WordsSpecs {
    static final CommandSpec GET = CommandSpec.fixed("GET", ReplyDecoders.VALUE, "*2\r\n$3\r\nGET\r\n");

    static final CommandSpec SET = CommandSpec.fixed("SET", ReplyDecoders.OK, "*3\r\n$3\r\nSET\r\n");

    static final CommandSpec RANDOM_KEY = CommandSpec.fixed("RANDOMKEY", ReplyDecoders.KEY, "*1\r\n$9\r\nRANDOMKEY\r\n");

    static final CommandSpec ALL = CommandSpec.fixed(
            "HGETALL", ReplyDecoders.map(ReplyDecoders.STRING, ReplyDecoders.VALUE), "*2\r\n$7\r\nHGETALL\r\n");

    static final CommandSpec MEMBERS = CommandSpec.fixed(
            "SMEMBERS", ReplyDecoders.set(ReplyDecoders.VALUE), "*2\r\n$8\r\nSMEMBERS\r\n");

    static final CommandSpec TOP = CommandSpec.fixed(
            "ZREVRANGE",
            ReplyDecoders.tuples(
                    2,
                    (reader, codecs) -> new Words.Scored<>(
                            ReplyDecoders.VALUE.decode(reader, codecs), reader.readDouble())),
            "*5\r\n$9\r\nZREVRANGE\r\n",
            "$1\r\n0\r\n$2\r\n-1\r\n$10\r\nWITHSCORES\r\n");

    @SuppressWarnings({"rawtypes", "unchecked"})
    static final CommandSpec POP = CommandSpec.fixed(
            "ZPOPMAX",
            ReplyDecoders.tuple(
                    2,
                    (reader, codecs) -> new Words.Bounded(
                            (Comparable) ReplyDecoders.VALUE.decode(reader, codecs), reader.readDouble())),
            "*2\r\n$7\r\nZPOPMAX\r\n");

    private WordsSpecs() {
    }
}
