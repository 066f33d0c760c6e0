package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.exception.ProtocolException;
import io.aioredis.protocol.ReplyLimits;
import io.aioredis.protocol.ReplyParser;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final RedisServer REDIS = RedisServers.shared();

    @Test
    void aReplyBeyondTheLimitsOfTheConnectionClosesIt() {
        ReplyLimits limits = ReplyLimits.DEFAULT.withMaxBulkBytes(1000);
        ConnectionOptions options = ConnectionOptions.builder().limits(limits).build();
        try (RedisConnection redis =
                RedisConnection.connect(REDIS.url(), options).join()) {
            assertThat((byte[]) redis.execute("ECHO", "x".repeat(1000)).join()).hasSize(1000);
            assertThat(failure(redis.execute("ECHO", "x".repeat(1001))))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageEndingWith("bulk length: 1001 (expected: <= 1000)");
            redis.waitClosed().join();
        }
    }

    @Test
    void limitsAndAParserThatHasItsOwnExcludeEachOther() {
        ConnectionOptions.Builder builder =
                ConnectionOptions.builder().limits(new ReplyLimits(1, 2, 3, 4)).parser(ReplyParser::resp);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limits: ReplyLimits[maxBulkBytes=1, maxElements=2, maxNesting=3, maxReplyBytes=4]"
                        + " (expected: none beside a parser, which has its own)");
        ReplyParser parser = ReplyParser.resp();
        ConnectionOptions own = ConnectionOptions.builder().parser(() -> parser).build();
        assertThat(own.toBuilder().build().parser().get()).isSameAs(parser);
    }
}
