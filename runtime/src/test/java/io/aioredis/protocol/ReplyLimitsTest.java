package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.exception.ProtocolException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplyLimitsTest {
    @Test
    void eachLimitIsChangedByItself() {
        ReplyLimits limits = ReplyLimits.DEFAULT
                .withMaxBulkBytes(1)
                .withMaxElements(2)
                .withMaxNesting(3)
                .withMaxReplyBytes(4);
        assertThat(limits).isEqualTo(new ReplyLimits(1, 2, 3, 4));
    }

    @Test
    void aLimitThatCannotBeKeptIsRefused() {
        assertRefused(() -> ReplyLimits.DEFAULT.withMaxBulkBytes(0), "maxBulkBytes: 0 (expected: 1 to 2147483583)");
        assertRefused(
                () -> ReplyLimits.DEFAULT.withMaxBulkBytes(Integer.MAX_VALUE),
                "maxBulkBytes: 2147483647 (expected: 1 to 2147483583)");
        assertRefused(
                () -> ReplyLimits.DEFAULT.withMaxElements((1 << 29) + 1),
                "maxElements: 536870913 (expected: 1 to 536870912)");
        assertRefused(() -> ReplyLimits.DEFAULT.withMaxNesting(1025), "maxNesting: 1025 (expected: 1 to 1024)");
        assertRefused(
                () -> ReplyLimits.DEFAULT.withMaxReplyBytes(-1),
                "maxReplyBytes: -1 (expected: 1 to 9223372036854775807)");
    }

    @Test
    void aParserKeepsTheLimitsThatItIsGiven() {
        ReplyLimits limits = new ReplyLimits(4, 3, 2, 30);
        assertReplies(limits, "$4\r\nabcd\r\n");
        assertReplies(limits, "*1\r\n*3\r\n:1\r\n:2\r\n:3\r\n");
        assertExceeded(limits, "$5\r\n", "bulk length: 5 (expected: <= 4)");
        assertExceeded(limits, "%4\r\n", "map elements: 4 (expected: <= 3)");
        assertExceeded(limits, "*1\r\n*1\r\n*1\r\n", "nesting: more than 2 (expected: <= 2)");
        assertExceeded(limits, "+" + "x".repeat(30), "bytes of a reply: more than 30 (expected: <= 30)");
    }

    @Test
    void theDeepestNestingThatCanBeAllowedIsReadWithoutAnOverflowOfTheStack() {
        ReplyLimits limits = ReplyLimits.DEFAULT.withMaxNesting(1024);
        byte[] wire = ("*1\r\n".repeat(1024) + ":1\r\n").getBytes(UTF_8);
        ReplyReader reader = next(limits, wire);
        assertThat(reader).isNotNull();
        assertThat(RawReply.DECODER.decode(reader, Replies.TEXT)).isNotNull();
        reader.requireWhollyRead();
    }

    private static void assertReplies(ReplyLimits limits, String wire) {
        assertThat(next(limits, wire.getBytes(UTF_8))).isNotNull();
    }

    private static void assertExceeded(ReplyLimits limits, String wire, String message) {
        assertThatThrownBy(() -> next(limits, wire.getBytes(UTF_8)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static @Nullable ReplyReader next(ReplyLimits limits, byte[] wire) {
        ReplyParser parser = ReplyParser.resp(limits);
        parser.feed(wire, 0, wire.length);
        return parser.next();
    }
}
