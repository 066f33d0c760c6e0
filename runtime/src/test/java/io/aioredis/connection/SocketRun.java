package io.aioredis.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aioredis.connection.ModelSchedule.Action;
import io.aioredis.protocol.Call;
import io.aioredis.testkit.Peer;
import io.aioredis.testkit.ScriptedServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A run over a real socket with a thread for each client. What happens is drawn from the seed; in what order the threads
 * get there is not.
 */
final class SocketRun extends ModelRun {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final List<ModelFault> OF_THE_SERVER = List.of(ModelFault.FIN, ModelFault.RESET, ModelFault.GARBAGE);
    private static final List<ModelFault> OF_THE_CLIENTS =
            List.of(ModelFault.CLOSE, ModelFault.LOOP_END, ModelFault.EXCEPTION_CAUGHT);

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("model", true), NioIoHandler.newFactory());
    private final AtomicInteger actions = new AtomicInteger();
    private final AtomicInteger replies = new AtomicInteger();
    private final Random sending;
    private volatile boolean isFaultSent;

    SocketRun(ModelSchedule schedule) {
        super(schedule, new Surroundings(Clock::now, DecodingThreads::execute, schedule.largeReply()), null);
        sending = new Random(schedule.seed() ^ 0x50c7L);
    }

    void run() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(this::serve)) {
            Channel channel = connect(server);
            List<Thread> clients = new ArrayList<>();
            for (List<Action> share : schedule.clients()) {
                Thread client = new Thread(() -> act(channel, share), "model client");
                clients.add(client);
                client.start();
            }
            for (Thread client : clients) {
                client.join();
            }
            await("everything is answered", () -> connection.isClosed() || isAnswered(false));
            boolean hasEnded = connection.isClosed();
            if (!hasEnded && faults.mustHaveEnded()) {
                await("the connection ends", connection::isClosed);
                hasEnded = true;
            }
            if (!hasEnded && isAllAnswered()) {
                // the replies of what was taken may still be under way
                await("nothing is pending", () -> budget.pending() == 0 || connection.isClosed() || !isAllAnswered());
                hasEnded = connection.isClosed();
            }
            connection.close();
            await("every future completes", () -> isAnswered(true));
            await("waitClosed completes", () -> connection.waitClosed().isDone());
            await("the socket closes", () -> !channel.isOpen());
            await("the server sees it", () -> server.connections() == 0);
            await("every buffer is released", () -> allocator.live() == 0);
            checkOutcomes(hasEnded || isFaultSent);
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
        }
    }

    private Channel connect(ScriptedServer server) throws InterruptedException {
        return new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, allocator)
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(schedule.highWaterMark() / 2, schedule.highWaterMark()))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new FaultyWrites(), handler);
                    }
                })
                .connect("127.0.0.1", server.port())
                .sync()
                .channel();
    }

    // ------------------------------------------------------------------------------------------------ the clients

    private void act(Channel channel, List<Action> share) {
        try {
            for (Action action : share) {
                strike(channel, faults.dueAt(actions.incrementAndGet(), OF_THE_CLIENTS));
                perform(action);
            }
        } catch (Throwable t) {
            violation("a client threw " + t);
        }
    }

    private void strike(Channel channel, ModelFaults.@Nullable Armed armed) {
        if (armed == null) {
            return;
        }
        switch (armed.fault()) {
            case CLOSE -> close();
            // without a quiet period Netty may end the loop before it has closed the sockets
            case LOOP_END -> group.shutdownGracefully(20, 5_000, TimeUnit.MILLISECONDS);
            default -> channel.pipeline().fireExceptionCaught(armed.thrown());
        }
        faults.fire(armed.fault());
    }

    /** Of several commands that unsubscribe from all it is not known in which order the threads issue them. */
    @Override
    void issue(ModelOperation operation) {
        if (operation.kind != ModelOperation.Kind.SUBSCRIPTION || !operation.targets.isEmpty()) {
            super.issue(operation);
        }
    }

    /** Another thread may look before it is known who was faster. */
    @Override
    void take(int id, Action.Take.Way way) {
        ModelOperation operation = schedule.operations().get(id);
        if (operation != null) {
            operation.mayBeTaken = true;
        }
        super.take(id, way);
    }

    @Override
    boolean timeOut(ModelOperation operation, Call<?> call) {
        call.orTimeout(schedule.seed() % 3, TimeUnit.MILLISECONDS);
        return false;
    }

    // ------------------------------------------------------------------------------------------------ the server

    private void serve(Peer peer) throws IOException {
        for (List<byte[]> command = peer.nextCommand(); command != null; command = peer.nextCommand()) {
            byte[] reply = server.reply(command.stream()
                            .map(word -> new String(word, ISO_8859_1))
                            .toList())
                    .getBytes(ISO_8859_1);
            ModelFaults.Armed fault = faults.dueAt(replies.incrementAndGet(), OF_THE_SERVER);
            if (fault == null) {
                send(peer, reply, reply.length);
                continue;
            }
            isFaultSent = true;
            if (fault.fault() == ModelFault.GARBAGE) {
                peer.send("?\r\n");
                send(peer, reply, reply.length);
            } else {
                send(peer, reply, sending.nextInt(reply.length));
                faults.fire(fault.fault());
                if (fault.fault() == ModelFault.RESET) {
                    peer.reset();
                } else {
                    peer.close();
                }
                return;
            }
        }
    }

    private void send(Peer peer, byte[] bytes, int length) throws IOException {
        int from = 0;
        for (int pieces = sending.nextInt(4); pieces > 0 && from < length; pieces--) {
            int to = Math.min(length, from + 1 + sending.nextInt(schedule.maxPiece()));
            peer.send(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        peer.send(Arrays.copyOfRange(bytes, from, length));
    }

    // ------------------------------------------------------------------------------------------------ the end

    /** Whether every future is complete, or, before the end, waits for an EXEC that does not come. */
    private boolean isAnswered(boolean isEnd) {
        return schedule.operations().values().stream()
                .allMatch(operation -> operation.issued == 0
                        || (operation.outcome != null
                                && (!isEnd || operation.call().size() == 0))
                        || (!isEnd && isQueued(operation)));
    }

    private boolean isAllAnswered() {
        return schedule.operations().values().stream().noneMatch(this::isQueued);
    }

    private boolean isQueued(ModelOperation operation) {
        return server.hasReceived(operation) && server.answer(operation) == null;
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                violation("waited in vain until " + what);
                return;
            }
            LockSupport.parkNanos(200_000);
        }
    }
}
