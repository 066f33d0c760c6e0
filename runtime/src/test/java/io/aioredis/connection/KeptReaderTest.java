package io.aioredis.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.codec.CodecSource;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoder;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.protocol.ReplyReader;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A decoder that keeps its reader finds nothing in it later, least of all what is another's. */
class KeptReaderTest {
    private final ModelLoop loop = new ModelLoop();
    private final ModelChannel channel = new ModelChannel(UnpooledByteBufAllocator.DEFAULT, 64 * 1024);
    private final AtomicReference<ReplyReader> kept = new AtomicReference<>();
    private final AtomicReference<Object> readLater = new AtomicReference<>();

    @Test
    void whenAnErrorInTheNextDecoderOfTheTransactionEndsTheConnection() {
        transaction((reader, codecs) -> {
            throw new LinkageError("injected");
        });
        assertThat(readLater.get()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whenTheTransactionIsAnswered() {
        transaction(ReplyDecoders.STRING);
        assertThat(readLater.get()).isInstanceOf(IllegalStateException.class);
    }

    private void transaction(ReplyDecoder<String> next) {
        RedisAddress address = RedisAddress.tcp("model", 6379);
        ConnectionHandler handler = new ConnectionHandler(address, Plain.OPTIONS);
        RedisConnection redis = new RedisConnection(address, Plain.OPTIONS, handler);
        channel.pipeline().addLast(handler);
        loop.run(() -> loop.register(channel));
        Call<String> keeping = Call.of(
                (reader, codecs) -> {
                    kept.set(reader);
                    return reader.readString();
                },
                CodecSource.NONE,
                "GET",
                "a");
        keeping.whenComplete((value, failure) -> readLater.set(readKept()));
        redis.executeAll(List.of(
                Call.of(CodecSource.NONE, "MULTI"),
                keeping,
                Call.of(next, CodecSource.NONE, "GET", "b"),
                Call.of(CodecSource.NONE, "EXEC")));
        loop.runAllTasks();
        String replies = "+OK\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n$1\r\na\r\n$1\r\nb\r\n";
        loop.run(() -> channel.receive(Unpooled.copiedBuffer(replies, US_ASCII)));
        redis.close();
        loop.runAllTasks();
    }

    private Object readKept() {
        try {
            return kept.get().readString();
        } catch (RuntimeException e) {
            return e;
        }
    }
}
