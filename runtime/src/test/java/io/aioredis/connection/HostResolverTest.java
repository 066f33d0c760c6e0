package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aioredis.exception.ConnectFailedException;
import io.aioredis.exception.ConnectTimeoutException;
import io.aioredis.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class HostResolverTest {
    @Test
    void aLookupThatDoesNotReturnHoldsUpNothingElse() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        HostResolver resolver = new HostResolver(host -> {
            if (host.equals("never")) {
                asked.countDown();
                awaitUninterruptibly(over);
                throw new UnknownHostException(host);
            }
            return addresses("127.0.0.1");
        });
        try (Transports.Loops loops = oneLoop();
                ScriptedServer server = ScriptedServer.echoing();
                RedisConnection before =
                        connect(resolver, "a", server.port(), loops).join()) {
            List<CompletableFuture<RedisConnection>> stuck = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                stuck.add(connect(resolver, "never", server.port(), loops));
            }
            asked.await();
            assertThat(before.execute("PING")).succeedsWithin(Duration.ofSeconds(30));
            try (RedisConnection after =
                    connect(resolver, "b", server.port(), loops).join()) {
                assertThat(after.address()).isEqualTo(RedisAddress.tcp("b", server.port()));
            }
            assertThat(stuck).noneMatch(CompletableFuture::isDone);
            over.countDown();
            for (CompletableFuture<RedisConnection> connecting : stuck) {
                assertThat(failure(connecting)).isInstanceOf(ConnectFailedException.class);
            }
        }
    }

    @Test
    void theConnectTimeoutCoversTheLookup() {
        CountDownLatch over = new CountDownLatch(1);
        HostResolver resolver = new HostResolver(host -> {
            awaitUninterruptibly(over);
            return addresses("127.0.0.1");
        });
        ConnectionOptions hasty = ConnectionOptions.builder()
                .connectTimeout(Duration.ofMillis(200))
                .build();
        assertThat(failure(new Connector(RedisAddress.tcp("slow", 6379), hasty, resolver).connect()))
                .isInstanceOf(ConnectTimeoutException.class)
                .hasMessage("connect to slow:6379 timed out after 200 ms while finding the host's addresses");
        over.countDown();
    }

    @Test
    void aConnectThatIsCancelledDuringTheLookupOpensNoSocket() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        HostResolver resolver = new HostResolver(host -> {
            asked.countDown();
            awaitUninterruptibly(over);
            return addresses("127.0.0.1");
        });
        try (Transports.Loops loops = oneLoop();
                ScriptedServer server = ScriptedServer.echoing()) {
            CompletableFuture<RedisConnection> first = connect(resolver, "a", server.port(), loops);
            CompletableFuture<RedisConnection> second = connect(resolver, "a", server.port(), loops);
            asked.await();
            first.cancel(false);
            over.countDown();
            try (RedisConnection redis = second.join()) { // which shared the lookup
                redis.execute("PING").join();
            }
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void theAddressesOfAHostAreTriedInTurn() {
        HostResolver resolver = new HostResolver(host -> addresses("::1", "127.0.0.1"));
        try (Transports.Loops loops = oneLoop();
                ScriptedServer server = ScriptedServer.echoing(); // on 127.0.0.1 only
                RedisConnection redis =
                        connect(resolver, "both", server.port(), loops).join()) {
            assertThat(redis.execute("PING")).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void theFailureSaysWhichAddressesWereTriedAndWhyEachFailed() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        HostResolver resolver = new HostResolver(host -> addresses("127.0.0.1", "127.0.0.1"));
        try (Transports.Loops loops = oneLoop()) {
            assertThat(failure(connect(resolver, "twice", port, loops)))
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessage("connect to twice:" + port
                            + " failed: 127.0.0.1: Connection refused; 127.0.0.1: Connection refused");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // all of 127.0.0.0/8 is this machine, and a full backlog answers nothing
    void anAddressThatDoesNotAnswerLeavesTimeForTheNext() throws Exception {
        HostResolver resolver = new HostResolver(host -> addresses("127.0.0.2", "127.0.0.1"));
        try (Transports.Loops loops = oneLoop();
                ScriptedServer server = ScriptedServer.echoing();
                FullServer full = new FullServer("127.0.0.2", server.port())) {
            ConnectionOptions options = loops.on(Plain.OPTIONS).toBuilder()
                    .connectTimeout(Duration.ofSeconds(4))
                    .build();
            Connector connector = new Connector(RedisAddress.tcp("both", full.port()), options, resolver);
            try (RedisConnection redis = connector.connect().join()) {
                assertThat(redis.isClosed()).isFalse();
            }
            HostResolver onlyFull = new HostResolver(host -> addresses("127.0.0.2"));
            ConnectionOptions hasty =
                    options.toBuilder().connectTimeout(Duration.ofMillis(300)).build();
            assertThat(failure(new Connector(RedisAddress.tcp("full", full.port()), hasty, onlyFull).connect()))
                    .isInstanceOf(ConnectTimeoutException.class)
                    .hasMessage("connect to full:" + full.port()
                            + " timed out after 300 ms while opening the socket to 127.0.0.2");
        }
    }

    @Test
    void eachConnectAsksAnew() {
        AtomicInteger lookups = new AtomicInteger();
        Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
        HostResolver resolver = new HostResolver(host -> {
            lookups.incrementAndGet();
            return names.get(host);
        });
        try (Transports.Loops loops = oneLoop();
                ScriptedServer server = ScriptedServer.echoing()) {
            names.put("moving", List.of(InetAddress.getLoopbackAddress()));
            connect(resolver, "moving", server.port(), loops).join().close();
            names.put("moving", addresses("::1")); // where nobody listens
            assertThat(failure(connect(resolver, "moving", server.port(), loops)))
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("0:0:0:0:0:0:0:1: ");
            assertThat(lookups).hasValue(2);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        HostResolver resolver = new HostResolver(host -> {
            throw new UnknownHostException(host + ": made up");
        });
        try (Transports.Loops loops = oneLoop()) {
            assertThat(failure(connect(resolver, "nowhere", 6379, loops)))
                    .isInstanceOf(ConnectFailedException.class)
                    .hasCauseInstanceOf(UnknownHostException.class)
                    .hasMessage("connect to nowhere:6379 failed: no address is known for the host: nowhere: made up");
        }
        assertThat(failure(RedisConnection.connect("redis://no-such-host.invalid")))
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageStartingWith(
                        "connect to no-such-host.invalid:6379 failed: no address is known for the host: ");
    }

    @Test
    void anIpAddressIsNotLookedUp() throws Exception {
        HostResolver resolver = new HostResolver(host -> {
            throw new UnknownHostException(host);
        });
        assertThat(resolver.resolve("127.0.0.1").join()).containsExactly(InetAddress.getByName("127.0.0.1"));
        assertThat(resolver.resolve("::1").join()).containsExactly(InetAddress.getByName("::1"));
        assertThatThrownBy(() -> resolver.resolve("127.0.0.1.example").join())
                .hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void theThreadsOfLookupsEndWhenThereIsNothingToDo() {
        HostResolver.SHARED.resolve("localhost").join();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("aioredis-resolver")));
    }

    /** A server whose backlog is full, so that the system answers no further client. */
    private static final class FullServer implements AutoCloseable {
        private final ServerSocket socket;
        private final List<Socket> clients = new ArrayList<>();

        FullServer(String host, int port) throws IOException {
            socket = new ServerSocket();
            socket.bind(new InetSocketAddress(host, port), 1);
            try {
                for (int i = 0; i < 100; i++) {
                    Socket client = new Socket();
                    clients.add(client);
                    client.connect(socket.getLocalSocketAddress(), 200);
                }
                throw new AssertionError("the backlog is never full");
            } catch (SocketTimeoutException e) {
                // now it is
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket client : clients) {
                client.close();
            }
            socket.close();
        }
    }

    private static Transports.Loops oneLoop() {
        return Transports.Loops.start("nio");
    }

    private static CompletableFuture<RedisConnection> connect(
            HostResolver resolver, String host, int port, Transports.Loops loops) {
        return new Connector(RedisAddress.tcp(host, port), loops.on(Plain.OPTIONS), resolver).connect();
    }

    private static List<InetAddress> addresses(String... literals) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            addresses.add(InetAddress.getByName(literal));
        }
        return addresses;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
