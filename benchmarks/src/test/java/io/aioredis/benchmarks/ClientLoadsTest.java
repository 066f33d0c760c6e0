package io.aioredis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientLoadsTest {
    @Test
    void chainsKeepTheirNumberInFlightAndRunOutOnClose() throws Exception {
        try (Answering client = new Answering(Integer.MAX_VALUE)) {
            Load load = new ChainsLoad(client, Operation.GET_64B, 16, 50);
            load.run(0);
            load.run(1);
            assertThat(client.answered.get()).isGreaterThanOrEqualTo(2 * 16 * 50);

            load.close();
            assertThat(client.mostInFlight.get()).isEqualTo(16);
            assertThat(client.isClosed).isTrue();
        }
    }

    @Test
    void aFailedCommandFailsTheInvocation() throws Exception {
        try (Answering client = new Answering(100)) {
            Load load = new ChainsLoad(client, Operation.GET_64B, 4, 50);

            assertThatThrownBy(() -> load.run(0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a command failed: java.lang.IllegalArgumentException: no more");
            load.close();
        }
    }

    @Test
    void aReplyThatIsNotWhatItShouldBeIsFound() throws Exception {
        try (Answering client = new Answering(Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> ClientLoads.open(client, Workload.GET_4K))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("GET_4K: a reply of 64 (expected: 4096)");
        }
    }

    /** Answers each GET with 64 characters, on one thread as an event loop does. */
    private static final class Answering implements PeerClient {
        private final Queue<Completion> unanswered = new ArrayDeque<>();
        private final AtomicInteger mostInFlight = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final int limit;
        private final Thread loop = new Thread(this::answer);
        private volatile boolean isClosed;

        Answering(int limit) {
            this.limit = limit;
            loop.start();
        }

        private void answer() {
            while (!isClosed) {
                Completion next;
                synchronized (unanswered) {
                    next = unanswered.peek();
                }
                if (next == null) {
                    Thread.onSpinWait();
                    continue;
                }
                synchronized (unanswered) {
                    unanswered.remove();
                }
                if (answered.incrementAndGet() > limit) {
                    next.accept(null, new IllegalArgumentException("no more"));
                } else {
                    next.accept("x".repeat(64), null);
                }
            }
        }

        @Override
        public void get(String key, Completion done) {
            synchronized (unanswered) {
                unanswered.add(done);
                mostInFlight.accumulateAndGet(unanswered.size(), Math::max);
            }
        }

        @Override
        public void set(String key, String value, Completion done) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void mget(String[] keys, Completion done) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void hgetall(String key, Completion done) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void zrangeWithScores(String key, Completion done) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object getBlocking(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
