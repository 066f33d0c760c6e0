package io.aioredis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aioredis.testkit.ScriptedServer;
import io.netty.channel.EventLoopGroup;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedEventLoopsTest {
    @Test
    void connectionsShareOneGroupThatEndsWithTheLast() {
        EventLoops loops = SharedEventLoops.acquire();
        assertThat(SharedEventLoops.acquire()).isSameAs(loops);
        SharedEventLoops.release();
        assertThat(loops.group().isShuttingDown()).isFalse();
        SharedEventLoops.release();
        assertEnds(loops.group());
    }

    @Test
    void connectingAndClosingInFourThreadsNeverMeetsAGroupThatIsEnding() throws Exception {
        int refusing;
        try (ServerSocket socket = new ServerSocket(0)) {
            refusing = socket.getLocalPort();
        }
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ScriptedServer.echoing()) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                Thread thread = new Thread(() -> {
                    try {
                        for (int i = 0; i < 100; i++) {
                            connectAndClose(server, refusing, i);
                        }
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(failures).isEmpty();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().matches("aioredis-(nio|epoll|kqueue|io_uring)-.*")));
    }

    private static void connectAndClose(ScriptedServer server, int refusing, int round) throws Exception {
        CompletableFuture<RedisConnection> connecting = RedisConnection.connect(
                "redis://127.0.0.1:" + (round % 3 == 1 ? refusing : server.port()), Plain.OPTIONS);
        switch (round % 3) {
            case 0 -> {
                RedisConnection redis = connecting.get(30, TimeUnit.SECONDS);
                redis.execute("PING").get(30, TimeUnit.SECONDS);
                redis.close();
                redis.waitClosed().get(30, TimeUnit.SECONDS);
            }
            case 1 -> assertThat(Failures.failure(connecting)).hasMessageContaining("refused");
            default -> {
                if (!connecting.cancel(false)) {
                    connecting.join().close();
                }
            }
        }
    }

    private static void assertEnds(EventLoopGroup group) {
        assertThat(group.isShuttingDown()).isTrue();
        assertThat(group.terminationFuture().awaitUninterruptibly(30, TimeUnit.SECONDS))
                .isTrue();
    }
}
