package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Replies}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class RepliesSpecs {
    static final CommandSpec OK = CommandSpec.fixed("A", ReplyDecoders.OK, "*1\r\n$1\r\nA\r\n");

    static final CommandSpec INTEGER = CommandSpec.fixed("B", ReplyDecoders.LONG, "*1\r\n$1\r\nB\r\n");

    static final CommandSpec SMALL_INTEGER = CommandSpec.fixed("C", ReplyDecoders.INTEGER, "*1\r\n$1\r\nC\r\n");

    static final CommandSpec NUMBER = CommandSpec.fixed("D", ReplyDecoders.DOUBLE, "*1\r\n$1\r\nD\r\n");

    static final CommandSpec TRUTH = CommandSpec.fixed("E", ReplyDecoders.BOOLEAN, "*1\r\n$1\r\nE\r\n");

    static final CommandSpec TEXT = CommandSpec.fixed("F", ReplyDecoders.STRING, "*1\r\n$1\r\nF\r\n");

    static final CommandSpec BYTES = CommandSpec.fixed("G", ReplyDecoders.BYTES, "*1\r\n$1\r\nG\r\n");

    static final CommandSpec LIST = CommandSpec.fixed("H", ReplyDecoders.list(ReplyDecoders.BYTES), "*1\r\n$1\r\nH\r\n");

    static final CommandSpec SET = CommandSpec.fixed("I", ReplyDecoders.set(ReplyDecoders.STRING), "*1\r\n$1\r\nI\r\n");

    static final CommandSpec MAP = CommandSpec.fixed(
            "J",
            ReplyDecoders.map(ReplyDecoders.STRING, ReplyDecoders.list(ReplyDecoders.DOUBLE)),
            "*1\r\n$1\r\nJ\r\n");

    static final CommandSpec TUPLE = CommandSpec.fixed(
            "K",
            ReplyDecoders.tuple(
                    10,
                    (reader, codecs) -> new Replies.Everything(
                            reader.readLong(),
                            reader.readInt(),
                            reader.readDouble(),
                            reader.readBoolean(),
                            ReplyDecoders.LONG.decode(reader, codecs),
                            ReplyDecoders.INTEGER.decode(reader, codecs),
                            ReplyDecoders.DOUBLE.decode(reader, codecs),
                            ReplyDecoders.BOOLEAN.decode(reader, codecs),
                            ReplyDecoders.STRING.decode(reader, codecs),
                            ReplyDecoders.BYTES.decode(reader, codecs))),
            "*1\r\n$1\r\nK\r\n");

    static final CommandSpec TUPLES = CommandSpec.fixed(
            "L",
            ReplyDecoders.tuples(
                    2,
                    (reader, codecs) -> new Replies.Pair<>(
                            ReplyDecoders.STRING.decode(reader, codecs), ReplyDecoders.LONG.decode(reader, codecs))),
            "*1\r\n$1\r\nL\r\n");

    private RepliesSpecs() {
    }
}
