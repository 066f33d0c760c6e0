package io.aioredis.connection;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aioredis.codec.CodecSource;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.testkit.ScriptedServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four threads give commands as fast as they can while the connection ends, a hundred times in each way to end. */
class ShutdownUnderLoadTest {
    private static final int ROUNDS = 100;
    private static final int THREADS = 4;
    private static final int AT_MOST = 1_000;

    /** How many commands of a thread are unanswered at most. */
    private static final int AT_ONCE = 64;

    private static final String LOOP_THREADS = "shutdown-test-loop";

    /** How many commands a thread still gives when the connection is closed. */
    private static final int BEHIND_THE_END = 20;

    enum Ending {
        EVENT_LOOP_SHUT_DOWN,
        CLOSED_BY_ANOTHER_THREAD,
        CLOSED_BY_A_COMPLETION,
        FAILED_WRITE,
        RESET_BY_THE_SERVER
    }

    @ParameterizedTest
    @EnumSource
    void everyFutureCompletesOnceAndNothingIsLeft(Ending ending) throws Exception {
        EventLoopGroup lasting = newGroup();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            if (ending != Ending.RESET_BY_THE_SERVER) {
                peer.echo();
                return;
            }
            String[] first = peer.next().get(1).split("-"); // round-after-…
            for (int rest = Integer.parseInt(first[1]); rest > 0; rest--) {
                peer.send("$1\r\n?\r\n");
                peer.next();
            }
            peer.reset();
        })) {
            for (int round = 0; round < ROUNDS; round++) {
                EventLoopGroup group = ending == Ending.EVENT_LOOP_SHUT_DOWN ? newGroup() : lasting;
                new Round(ending, round, group).play(server);
            }
            await().until(() -> server.connections() == 0);
        } finally {
            lasting.shutdownGracefully(0, 5, SECONDS).await();
        }
        await("threads left")
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith(LOOP_THREADS)));
    }

    private static EventLoopGroup newGroup() {
        return new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory(LOOP_THREADS, true), NioIoHandler.newFactory());
    }

    /** A command, and how often its future completed. */
    private record Given(String name, Call<String> call, AtomicInteger completions) {}

    private static final class Round {
        private final Ending ending;
        private final int number;
        private final EventLoopGroup group;
        private final int after;
        private final ModelAllocator allocator = new ModelAllocator(new ModelFaults(List.of()));
        private final ConnectionHandler handler;
        private final RedisConnection redis;
        private final Queue<Given> given = new ConcurrentLinkedQueue<>();
        private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger completed = new AtomicInteger();

        Round(Ending ending, int number, EventLoopGroup group) {
            RedisAddress address = RedisAddress.tcp("127.0.0.1", 1);
            this.ending = ending;
            this.number = number;
            this.group = group;
            this.after = new Random(number).nextInt(ending == Ending.FAILED_WRITE ? 15 : 400);
            this.handler = new ConnectionHandler(address, Plain.OPTIONS);
            this.redis = new RedisConnection(address, Plain.OPTIONS, handler);
        }

        void play(ScriptedServer server) throws Exception {
            Channel channel = connect(server);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                threads.add(new Thread(() -> load(thread)));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(thrown).isEmpty();
            promptly().until(redis::isClosed);
            redis.waitClosed().get(30, SECONDS);
            for (Given each : given) {
                String reply = each.call().handle((value, failure) -> value).get(30, SECONDS);
                if (reply != null && ending != Ending.RESET_BY_THE_SERVER) {
                    assertThat(reply).isEqualTo("ECHO " + each.name());
                }
            }
            // a future is complete before what depends on it has run, and a call lets its bytes go last
            promptly()
                    .until(() -> given.stream()
                            .allMatch(each ->
                                    each.completions().get() > 0 && each.call().size() == 0));
            assertThat(given)
                    .as("round %d", number)
                    .allMatch(each -> each.completions().get() == 1)
                    .allMatch(each -> each.call().next() == null);
            promptly().until(() -> !channel.isOpen() && allocator.live() == 0);
        }

        private static ConditionFactory promptly() {
            return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
        }

        private Channel connect(ScriptedServer server) throws InterruptedException {
            return new Bootstrap()
                    .group(group)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.ALLOCATOR, allocator)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            if (ending == Ending.FAILED_WRITE) {
                                channel.pipeline().addLast(new FailingWrite(after));
                            }
                            channel.pipeline().addLast(handler);
                        }
                    })
                    .connect("127.0.0.1", server.port())
                    .sync()
                    .channel();
        }

        private void load(int thread) {
            try {
                int behind = 0;
                Call<String> last = call(thread, -1, "");
                redis.execute(last);
                for (int i = 0; behind < BEHIND_THE_END && i < AT_MOST; i++) {
                    if (redis.isClosed()) {
                        behind++;
                    }
                    if (i % 50 == 49) {
                        redis.executeAll(List.of(call(thread, i, "a"), call(thread, i, "b"), call(thread, i, "c")));
                    } else {
                        last = call(thread, i, "");
                        redis.execute(last);
                    }
                    if (begun.getAndIncrement() == after) {
                        end();
                    }
                    if (i % AT_ONCE == 0) {
                        last.handle((value, failure) -> value).get(30, SECONDS);
                    }
                }
            } catch (Throwable t) {
                thrown.add(t);
            }
        }

        private Call<String> call(int thread, int i, String part) {
            String name = number + "-" + after + "-" + thread + "-" + i + part;
            Call<String> call = Call.of(ReplyDecoders.STRING, CodecSource.NONE, "ECHO", name);
            AtomicInteger completions = new AtomicInteger();
            call.whenComplete((value, failure) -> {
                completions.incrementAndGet();
                if (ending == Ending.CLOSED_BY_A_COMPLETION && completed.getAndIncrement() == after) {
                    redis.close();
                }
            });
            given.add(new Given(name, call, completions));
            return call;
        }

        private void end() {
            switch (ending) {
                // without a quiet period Netty may end the loop before it has closed the sockets
                case EVENT_LOOP_SHUT_DOWN -> group.shutdownGracefully(20, 5_000, MILLISECONDS);
                case CLOSED_BY_ANOTHER_THREAD -> redis.close();
                case CLOSED_BY_A_COMPLETION, FAILED_WRITE, RESET_BY_THE_SERVER -> {}
            }
        }
    }

    /** Fails the promise of one write. */
    private static final class FailingWrite extends ChannelOutboundHandlerAdapter {
        private int writesBefore;

        FailingWrite(int writesBefore) {
            this.writesBefore = writesBefore;
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            if (writesBefore-- == 0) {
                ReferenceCountUtil.release(message);
                promise.tryFailure(new IOException("injected"));
            } else {
                ctx.write(message, promise);
            }
        }
    }
}
