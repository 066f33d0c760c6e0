package io.aioredis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.testkit.ScriptedServer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {
    private static final String EXPECTED = " (expected: epoll, kqueue, io_uring or nio)";

    @ParameterizedTest
    @MethodSource("io.aioredis.connection.Transports#names")
    void theTransportThatIsWantedIsTaken(String name) {
        Transports.require(name);
        assertThat(Transport.choose(name).name()).isEqualTo(name);
    }

    @Test
    void epollOrKqueueIsPreferredToNioAndIoUringIsLeftToThoseWhoAskForIt() {
        String first = Stream.of("epoll", "kqueue")
                .filter(TransportTest::isThere)
                .findFirst()
                .orElse("nio");
        assertThat(Transport.choose(null).name()).isEqualTo(first);
    }

    private static boolean isThere(String name) {
        try {
            return Transport.of(name) != null;
        } catch (LinkageError e) {
            return false;
        }
    }

    @Test
    void aTransportThatCannotBeHadIsAnErrorThatSaysWhatItNeeds() {
        String missing = isThere("kqueue") ? "epoll" : "kqueue";
        assertThatThrownBy(() -> Transport.choose(missing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("io.aioredis.transport: " + missing + " cannot be used: ")
                .hasMessageContaining("(it needs io.netty:netty-transport-native-" + missing + " with classifier ")
                .hasMessageContaining(" --add-modules io.netty.transport." + missing + ".");
        assertThatThrownBy(() -> Transport.choose("carrier pigeon"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("io.aioredis.transport: carrier pigeon" + EXPECTED);
    }

    @ParameterizedTest
    @MethodSource("io.aioredis.connection.Transports#names")
    void theTransportOfAGroupIsThatOfItsEventLoops(String name) {
        try (Transports.Loops loops = Transports.Loops.start(name)) {
            assertThat(Transport.of(loops.group()).name()).isEqualTo(name);
            assertThat(loops.options().eventLoopGroup()).isSameAs(loops.group());
        }
    }

    @Test
    @SuppressWarnings("deprecation") // it is what many programs still have
    void theOldKindsOfGroupsServeAsWell() {
        EventLoopGroup group = new io.netty.channel.nio.NioEventLoopGroup(1);
        try {
            assertThat(Transport.of(group).name()).isEqualTo("nio");
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    @Test
    @SuppressWarnings("deprecation") // as above
    void aGroupOfAnotherKindIsRefusedWhenItIsGiven() {
        for (EventLoopGroup group : new EventLoopGroup[] {
            new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory()),
            new io.netty.channel.DefaultEventLoopGroup(1)
        }) {
            try {
                assertThatThrownBy(() -> ConnectionOptions.builder().eventLoopGroup(group))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("eventLoopGroup: " + group.getClass().getName()
                                + " with another kind of I/O (expected: epoll, kqueue, io_uring or NIO)");
            } finally {
                group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.aioredis.connection.Transports#names")
    void theTimesOfTcpAreSetOnTheSocketWhereTheTransportHasThem(String name) {
        try (Transports.Loops loops = Transports.Loops.start(name);
                ScriptedServer server = ScriptedServer.echoing()) {
            Channel byDefault = connect(server, loops.on(Plain.OPTIONS));
            assertThat(byDefault.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
            assertThat(byDefault.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
            Transport.TcpOptions options = loops.transport().tcpOptions();
            assertOption(byDefault, options.keepIdle(), 30);
            assertOption(byDefault, options.keepInterval(), 10);
            assertOption(byDefault, options.keepCount(), 3);
            assertOption(byDefault, options.userTimeout(), 60_000);
            byDefault.close();

            Channel hasty = connect(
                    server,
                    loops.on(Plain.OPTIONS).toBuilder()
                            .tcpTimeout(Duration.ofMillis(6_500))
                            .build());
            assertOption(hasty, options.keepIdle(), 3);
            assertOption(hasty, options.keepInterval(), 1);
            assertOption(hasty, options.userTimeout(), 6_500);
            hasty.close();

            Channel without = connect(
                    server, loops.on(Plain.OPTIONS).toBuilder().tcpTimeout(null).build());
            assertThat(without.config().getOption(ChannelOption.SO_KEEPALIVE)).isFalse();
            assertOption(without, options.userTimeout(), 0);
            without.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "io_uring"})
    void linuxHasAllTimesOfTcp(String name) {
        assertThat(Transports.require(name).tcpOptions()).hasNoNullFieldsOrProperties();
    }

    @Test
    void aTcpTimeoutOutOfRangeIsRefused() {
        for (Duration wrong : new Duration[] {Duration.ofSeconds(5), Duration.ofHours(13)}) {
            assertThatThrownBy(() -> ConnectionOptions.builder().tcpTimeout(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("tcpTimeout: " + wrong + " (expected: from PT6S to PT12H)");
        }
    }

    private static void assertOption(Channel channel, ChannelOption<Integer> option, int value) {
        if (option != null) {
            assertThat(channel.config().getOption(option)).isEqualTo(value);
        }
    }

    private static Channel connect(ScriptedServer server, ConnectionOptions options) {
        Connector connector = new Connector(RedisAddress.tcp("127.0.0.1", server.port()), options);
        connector.connect().join();
        return connector.channel();
    }
}
