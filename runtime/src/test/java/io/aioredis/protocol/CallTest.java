package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.DecodeException;
import io.aioredis.exception.ReplyException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CallTest {
    @Test
    void aCallIsExecutedOnce() {
        Call<?> call = Call.of(CodecSource.NONE, "GET", "k");
        call.claim(0);
        assertThatThrownBy(() -> call.claim(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("GET: the call was executed before (expected: a new call)");
    }

    @Test
    void aReplyCompletesItAndLetsItsBytesGo() {
        Call<Long> call = Call.of(ReplyDecoders.LONG, CodecSource.NONE, "INCR", "k");
        assertThat(call.size()).isPositive();
        call.complete(reader(":5\r\n"));
        assertThat(call).isCompletedWithValue(5L);
        assertThat(call.size()).isZero();
        assertThat(call).hasToString("Call[INCR, completed]");
    }

    @Test
    void anErrorReplyFailsItWithTheServersText() {
        Call<Long> call = Call.of(ReplyDecoders.LONG, CodecSource.NONE, "INCR", "k");
        call.complete(reader("-WRONGTYPE bad\r\n"));
        assertThat(call.handle((value, failure) -> failure).join())
                .isInstanceOf(ReplyException.class)
                .hasMessage("WRONGTYPE bad");
    }

    @Test
    void whatADecoderThrowsFailsItsOwnCallAndNamesTheCommand() {
        Call<Object> broken = Call.of(
                (reader, codecs) -> {
                    throw new IllegalStateException("boom");
                },
                CodecSource.NONE,
                "GET",
                "k");
        broken.complete(reader("$6\r\nsecret\r\n"));
        assertThat(broken.handle((value, failure) -> failure).join())
                .isInstanceOf(DecodeException.class)
                .hasMessage("GET: the reply could not be decoded")
                .hasRootCauseMessage("boom");

        Call<Long> wrong = Call.of(ReplyDecoders.LONG, CodecSource.NONE, "GET", "k");
        wrong.complete(reader("*0\r\n"));
        assertThat(wrong.handle((value, failure) -> failure).join())
                .isInstanceOf(DecodeException.class)
                .hasMessage("GET: reply: array (expected: integer)");
    }

    @Test
    void theReplyOfACancelledCallIsNotLookedAt() {
        Call<Object> call = Call.of(
                (reader, codecs) -> {
                    throw new AssertionError("decoded");
                },
                CodecSource.NONE,
                "GET",
                "k");
        call.cancel(false);
        call.complete(reader("$1\r\nx\r\n"));
        assertThat(call).isCancelled();
        assertThat(call).hasToString("Call[GET, cancelled]");
    }

    @Test
    void aReaderIsOfNoUseOnceItsDecoderHasReturned() {
        AtomicReference<ReplyReader> kept = new AtomicReference<>();
        Call<String> call = Call.of(
                (reader, codecs) -> {
                    kept.set(reader);
                    return reader.readString();
                },
                CodecSource.NONE,
                "GET",
                "k");
        AtomicReference<Throwable> inCompletion = new AtomicReference<>();
        call.thenRun(() -> {
            try {
                kept.get().peek();
            } catch (IllegalStateException e) {
                inCompletion.set(e);
            }
        });
        call.complete(reader("+x\r\n"));
        assertThat(inCompletion.get()).hasMessage("the reader was used after its decoder had returned");
    }

    private static ReplyReader reader(String wire) {
        ReplyParser parser = ReplyParser.resp();
        byte[] bytes = wire.getBytes(UTF_8);
        parser.feed(bytes, 0, bytes.length);
        ReplyReader reader = parser.next();
        assertThat(reader).isNotNull();
        return reader;
    }
}
