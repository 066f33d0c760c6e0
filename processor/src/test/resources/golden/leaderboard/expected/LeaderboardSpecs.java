package io.example;

import io.aioredis.protocol.CommandSpec;
import io.aioredis.protocol.ReplyDecoders;
import javax.annotation.processing.Generated;

/**
 * What is the same in every call of the commands of {@link Leaderboard}.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
final class LeaderboardSpecs {
    static final CommandSpec ADD = CommandSpec.fixed("ZADD", ReplyDecoders.LONG, "*4\r\n$4\r\nZADD\r\n");

    static final CommandSpec TOP = CommandSpec.fixed(
            "ZREVRANGE",
            ReplyDecoders.tuples(
                    2,
                    (reader, codecs) -> new Leaderboard.Entry(
                            ReplyDecoders.STRING.decode(reader, codecs), reader.readDouble())),
            "*5\r\n$9\r\nZREVRANGE\r\n",
            "$1\r\n0\r\n",
            "$10\r\nWITHSCORES\r\n");

    private LeaderboardSpecs() {
    }
}
