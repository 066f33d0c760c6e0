package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.CommandTimeoutException;
import io.aioredis.exception.ConnectionForcedCloseException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** On which threads futures complete, what waiting for them does there, and how closing waits. */
class CompletionTest {
    @Test
    void waitingOnTheEventLoopThrowsInsteadOfHanging() {
        try (RedisConnection redis = connect(ConnectionOptions.DEFAULT)) {
            assertThat(thrownOnTheLoop(redis, () -> typed(redis, "ECHO", "y").join()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageMatching(
                            "Call\\[ECHO, not completed]: waiting on an event loop's thread \\(aioredis-.*\\)"
                                    + " would keep replies from being read \\(expected: another thread, or a stage that is run"
                                    + " on completion\\)");
            assertThat(thrownOnTheLoop(
                            redis,
                            () -> typed(redis, "ECHO", "y")
                                    .thenApply(String::length)
                                    .thenCombine(typed(redis, "ECHO", "z"), (length, z) -> length + z)
                                    .get()))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(thrownOnTheLoop(redis, () -> typed(redis, "ECHO", "y").get(1, TimeUnit.SECONDS)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(thrownOnTheLoop(redis, () -> redis.waitClosed().join()))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(thrownOnTheLoop(
                            redis,
                            () -> RedisConnection.connect(RedisServers.shared().url())
                                    .whenComplete((connection, failure) -> connection.close())
                                    .join()))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(typed(redis, "ECHO", "after").join()).isEqualTo("after");
        }
    }

    @Test
    void aWaitEndsAlthoughTheEventLoopIsStuckAndSaysWhere() {
        CountDownLatch stuck = new CountDownLatch(1);
        try (RedisConnection redis = connect(ConnectionOptions.DEFAULT)) {
            redis.execute(Call.<String>of(
                    (reader, codecs) -> { // decoders run on the event loop
                        getStuck(stuck);
                        return reader.readString();
                    },
                    CodecSource.NONE,
                    "ECHO",
                    "x"));
            CompletableFuture<String> behind = typed(redis.withTimeout(Duration.ofMillis(10)), "ECHO", "y");
            assertThat(catchThrowable(behind::join))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(CommandTimeoutException.class)
                    .hasMessageMatching("(?s)ECHO: .* after 10 ms .*: the event loop's thread aioredis-.* is stuck at"
                            + " .*CompletionTest.getStuck\\(CompletionTest.java:.*");
            assertThat(behind).isNotDone();
            stuck.countDown();
            failure(behind);
            assertThat(typed(redis, "ECHO", "after").join()).isEqualTo("after");
        }
    }

    private static void getStuck(CountDownLatch stuck) {
        try {
            stuck.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsCompleteMayBeReadAnywhere() {
        try (RedisConnection redis = connect(ConnectionOptions.DEFAULT)) {
            CompletableFuture<String> first = typed(redis, "ECHO", "x");
            CompletableFuture<String> read = typed(redis, "ECHO", "y").thenApply(y -> first.join() + y);
            assertThat(read.join()).isEqualTo("xy");
        }
    }

    @Test
    void withAnExecutorForCallbacksCompletionsRunThereAndMayWait() {
        ExecutorService executor = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "callbacks");
            thread.setDaemon(true);
            return thread;
        });
        Semaphore replies = new Semaphore(0); // none comes before its completions are there
        ScriptedServer.Handler onDemand = peer -> {
            for (List<String> command = peer.next(); command != null; command = peer.next()) {
                replies.acquire();
                peer.send(command.get(0).equals("FAIL") ? "-ERR no\r\n" : "+" + command.get(0) + "\r\n");
            }
        };
        ConnectionOptions options = Plain.OPTIONS.toBuilder()
                .protocol(ProtocolVersion.RESP3)
                .callbackExecutor(executor)
                .build();
        List<String> threads = new CopyOnWriteArrayList<>();
        Runnable note = () -> threads.add(Thread.currentThread().getName());
        try (ScriptedServer server = ScriptedServer.start(onDemand)) {
            CompletableFuture<RedisConnection> connecting = RedisConnection.connect(server.url(), options);
            CompletableFuture<Void> connected = connecting.thenRun(note);
            replies.release();
            connected.join();
            try (RedisConnection redis = connecting.join()) {
                CompletableFuture<String> nested = typed(redis, "X").thenApply(x -> {
                    note.run();
                    replies.release();
                    return x + typed(redis, "Y").join();
                });
                CompletableFuture<Void> async = typed(redis, "X").thenRunAsync(note);
                CompletableFuture<String> failed = typed(redis, "FAIL").whenComplete((value, failure) -> note.run());
                replies.release(3);
                assertThat(nested.join()).isEqualTo("XY");
                async.join();
                failure(failed);
            }
            assertThat(threads).hasSize(4).containsOnly("callbacks");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void anExecutorThatRefusesLeavesCompletionsToTheEventLoop() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        ConnectionOptions options =
                ConnectionOptions.builder().callbackExecutor(executor).build();
        try (RedisConnection redis = connect(options)) {
            executor.shutdown();
            assertThat(typed(redis, "ECHO", "x").join()).isEqualTo("x");
        }
    }

    @Test
    void aConnectThatIsCancelledLeavesNoSocketWithAnExecutorForCallbacksEither() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        CountDownLatch busy = new CountDownLatch(1);
        executor.execute(() -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CountDownLatch accepted = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        ScriptedServer.Handler waiting = peer -> {
            accepted.countDown();
            try {
                peer.next();
            } finally {
                gone.countDown();
            }
        };
        ConnectionOptions options =
                Plain.OPTIONS.toBuilder().callbackExecutor(executor).build();
        try (ScriptedServer server = ScriptedServer.start(waiting)) {
            CompletableFuture<RedisConnection> connecting = RedisConnection.connect(server.url(), options);
            accepted.await();
            connecting.cancel(false);
            assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            busy.countDown();
            executor.shutdown();
        }
    }

    // ------------------------------------------------------------------------------------------------ closing

    @Test
    void closingWithALimitWaitsForTheAnswersAndTakesNoNewCommands() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        ScriptedServer.Handler late = peer -> {
            peer.expect("A");
            asked.countDown();
            released.await();
            peer.send("+a\r\n");
            peer.echo();
        };
        try (ScriptedServer server = ScriptedServer.start(late);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            CompletableFuture<String> first = typed(redis, "A");
            CompletableFuture<String> second = typed(redis, "B");
            CompletableFuture<?> closed = redis.close(Duration.ofSeconds(60));
            assertThat(redis.isClosed()).isTrue();
            assertThat(failure(typed(redis, "C"))).hasMessageStartingWith("C: not sent, the connection to ");
            assertThat(closed).isNotDone();
            released.countDown();
            assertThat(first.join()).isEqualTo("a");
            assertThat(second.join()).isEqualTo("B");
            closed.join();
            assertThat(asked.getCount()).isZero();
        }
    }

    @Test
    void closingWithALimitFailsWhatIsLaterThanThat() {
        CountDownLatch stop = new CountDownLatch(1);
        ScriptedServer.Handler mute = peer -> stop.await();
        try (ScriptedServer server = ScriptedServer.start(mute);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            CompletableFuture<String> first = typed(redis, "A");
            redis.close(Duration.ofMillis(50)).join();
            assertThat(failure(first))
                    .isInstanceOf(ConnectionForcedCloseException.class)
                    .hasMessageEndingWith("not answered within the 50 ms of close()");
            stop.countDown();
        }
    }

    @Test
    void closingWithALimitWithNothingToWaitForClosesAtOnce() {
        try (RedisConnection redis = connect(ConnectionOptions.DEFAULT)) {
            redis.close(Duration.ofHours(1)).join();
            redis.close(Duration.ofHours(1)).join();
        }
    }

    @Test
    void aViewClosesNothing() {
        try (RedisConnection redis = connect(ConnectionOptions.DEFAULT)) {
            redis.view().close();
            redis.withTimeout(Duration.ofSeconds(1)).close();
            assertThat(redis.withEncoding(null).close(Duration.ZERO)).isNotDone();
            assertThat(typed(redis, "ECHO", "x").join()).isEqualTo("x");
        }
    }

    // ------------------------------------------------------------------------------------------------ helpers

    private interface Action {
        void run() throws Exception;
    }

    /** Runs an action where decoders run, which is the event loop, and returns what it throws. */
    private static Throwable thrownOnTheLoop(RedisConnection redis, Action action) {
        return redis.execute(Call.<Throwable>of(
                        (reader, codecs) -> {
                            reader.skipValue();
                            return thrown(action);
                        },
                        CodecSource.NONE,
                        "PING"))
                .join();
    }

    private static Throwable thrown(Action action) {
        try {
            action.run();
            return new AssertionError("nothing was thrown");
        } catch (Exception e) {
            return e;
        }
    }

    private static RedisConnection connect(ConnectionOptions options) {
        return RedisConnection.connect(RedisServers.shared().url(), options).join();
    }

    private static CompletableFuture<String> typed(RedisConnection redis, String command, Object... arguments) {
        return redis.execute(Call.of(ReplyDecoders.STRING, CodecSource.NONE, command, arguments));
    }
}
