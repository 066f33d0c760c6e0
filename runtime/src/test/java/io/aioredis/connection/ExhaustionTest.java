package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.protocol.Call;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Memory that runs out while a connection ends, and an event loop that takes no tasks for a while. */
class ExhaustionTest {
    private final ModelLoop loop = new ModelLoop();
    private final ModelChannel channel = new ModelChannel(UnpooledByteBufAllocator.DEFAULT, 64 * 1024);
    private final RedisAddress address = RedisAddress.tcp("model", 6379);
    private final ConnectionHandler handler = new ConnectionHandler(address, Plain.OPTIONS);
    private final RedisConnection redis = new RedisConnection(address, Plain.OPTIONS, handler);

    @BeforeEach
    void connect() {
        channel.pipeline().addLast(handler);
        loop.run(() -> loop.register(channel));
        loop.runAllTasks();
    }

    @Test
    void aFailureThatCannotBeLoggedClosesTheSocketAllTheSame() {
        CompletableFuture<?> pending = redis.execute("A");
        loop.run(() -> channel.pipeline().fireExceptionCaught(new Unspeakable(1)));
        loop.runAllTasks();
        assertThat(failure(pending)).isInstanceOf(ConnectionClosedException.class);
        assertThat(channel.isOpen()).isFalse();
        assertThat(redis.waitClosed()).isCompleted();
    }

    @Test
    void whatIsRefusedByAClosedConnectionCompletesThoughMemoryRunsOut() {
        Unspeakable unspeakable = new Unspeakable(0);
        loop.run(() -> channel.pipeline().fireExceptionCaught(unspeakable));
        loop.runAllTasks();
        Call<?> first = Call.of(CodecSource.NONE, "A");
        Call<?> second = Call.of(CodecSource.NONE, "B");
        unspeakable.interruptions = 1;
        redis.executeAll(List.of(first, second));
        loop.runAllTasks();
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
    }

    @Test
    void aCommandIsSentThoughTheEventLoopTookNoTaskAtFirst() {
        loop.rejectAfter(0, 2);
        CompletableFuture<Object> reply = redis.execute("A");
        CompletableFuture<Object> behind = redis.execute("B");
        await().until(loop::hasTasks);
        loop.runAllTasks();
        loop.run(() -> channel.receive(Unpooled.copiedBuffer("+a\r\n+b\r\n", US_ASCII)));
        assertThat(reply).isCompletedWithValue("a");
        assertThat(behind).isCompletedWithValue("b");
        redis.close();
        loop.runAllTasks();
    }

    @Test
    void closeClosesThoughTheEventLoopTookNoTaskAtFirst() {
        loop.rejectAfter(0, 2);
        redis.close();
        await().until(loop::hasTasks);
        loop.runAllTasks();
        assertThat(redis.waitClosed()).isCompleted();
        assertThat(channel.isOpen()).isFalse();
    }

    /** Runs out of memory when somebody wants its text. */
    private static final class Unspeakable extends Error {
        private static final long serialVersionUID = 1L;

        int interruptions;

        Unspeakable(int interruptions) {
            super("injected", null, false, false);
            this.interruptions = interruptions;
        }

        @Override
        public String toString() {
            if (interruptions-- > 0) {
                throw new OutOfMemoryError("injected");
            }
            return "injected";
        }
    }
}
