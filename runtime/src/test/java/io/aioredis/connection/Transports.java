package io.aioredis.connection;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The transports that tests run with, each in turn. */
final class Transports {
    private Transports() {}

    /** For tests with the name of a transport as their parameter. */
    static Stream<String> names() {
        return Stream.of("nio", "epoll", "kqueue", "io_uring");
    }

    /** Returns a transport, or skips the test if it is not there. */
    static Transport require(String name) {
        try {
            return Transport.of(name);
        } catch (LinkageError e) {
            Assumptions.abort("no " + name + " on this machine: " + e);
            throw e;
        }
    }

    /** Event loops of one transport, which end with the test. */
    record Loops(Transport transport, EventLoopGroup group) implements AutoCloseable {
        static Loops start(String name) {
            Transport transport = require(name);
            return new Loops(
                    transport,
                    new MultiThreadIoEventLoopGroup(2, transport.loops().get()));
        }

        ConnectionOptions options() {
            return on(ConnectionOptions.DEFAULT);
        }

        ConnectionOptions on(ConnectionOptions options) {
            return options.toBuilder().eventLoopGroup(group).build();
        }

        void shutDown() {
            group.shutdownGracefully(0, 10, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            shutDown();
            group.terminationFuture().awaitUninterruptibly(30, TimeUnit.SECONDS);
        }
    }
}
