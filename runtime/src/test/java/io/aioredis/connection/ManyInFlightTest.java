package io.aioredis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.codec.CodecSource;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Each reply names its command, so that a reply in the wrong hands is seen. */
class ManyInFlightTest {
    private static final int THREADS = 8;
    private static final int PER_THREAD = 12_500;
    private static final int ALL = THREADS * PER_THREAD;

    @Test
    void aHundredThousandCommandsOfEightThreadsAreInFlightAtOnceAndEachGetsItsOwnReply() throws Exception {
        CountDownLatch allIssued = new CountDownLatch(1);
        AtomicInteger answered = new AtomicInteger();
        ScriptedServer.Handler afterAll = peer -> {
            List<String> names = new ArrayList<>();
            while (names.size() < ALL) {
                names.add(peer.next().get(1));
            }
            assertThat(answered).hasValue(0);
            allIssued.await();
            StringBuilder replies = new StringBuilder();
            for (String name : names) {
                replies.append('$')
                        .append(name.length())
                        .append("\r\n")
                        .append(name)
                        .append("\r\n");
            }
            peer.send(replies.toString());
            peer.next();
        };
        try (ScriptedServer server = ScriptedServer.start(afterAll);
                RedisConnection connection =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            List<CompletableFuture<String>> futures = issue(connection, answered);
            allIssued.countDown();
            assertThatEachHasItsOwn(futures);
            assertThat(answered).hasValue(ALL);
        }
    }

    @Test
    void aRealServerAnswersAHundredThousandCommandsOfEightThreadsEachWithItsOwnReply() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        try (RedisConnection connection =
                RedisConnection.connect(RedisServers.shared().url()).join()) {
            assertThatEachHasItsOwn(issue(connection, answered));
            assertThat(answered).hasValue(ALL);
        }
    }

    private static List<CompletableFuture<String>> issue(RedisConnection connection, AtomicInteger answered)
            throws InterruptedException {
        List<List<CompletableFuture<String>>> byThread = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int thread = t;
            List<CompletableFuture<String>> own = new ArrayList<>();
            byThread.add(own);
            threads.add(new Thread(() -> {
                for (int i = 0; i < PER_THREAD; i++) {
                    CompletableFuture<String> reply = connection.execute(
                            Call.of(ReplyDecoders.STRING, CodecSource.NONE, "ECHO", name(thread, i)));
                    reply.thenRun(answered::incrementAndGet);
                    own.add(reply);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        List<CompletableFuture<String>> all = new ArrayList<>();
        byThread.forEach(all::addAll);
        return all;
    }

    private static void assertThatEachHasItsOwn(List<CompletableFuture<String>> futures) throws Exception {
        assertThat(futures).hasSize(ALL);
        for (int i = 0; i < ALL; i++) {
            assertThat(futures.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(name(i / PER_THREAD, i % PER_THREAD));
        }
    }

    private static String name(int thread, int number) {
        return "thread-" + thread + "-call-" + number;
    }
}
