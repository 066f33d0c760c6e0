package io.aioredis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.codec.CodecSource;
import io.aioredis.protocol.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallQueueTest {
    @Test
    void theFirstPushAfterADrainAsksForOne() {
        CallQueue queue = new CallQueue();
        Call<?> a = call();
        Call<?> b = call();
        assertThat(queue.push(a, a)).isEqualTo(CallQueue.Push.DRAIN_DUE);
        assertThat(queue.push(b, b)).isEqualTo(CallQueue.Push.QUEUED);
        assertThat(inOrder(queue.takeAll())).containsExactly(a, b);
        assertThat(queue.takeAll()).isNull();
        Call<?> c = call();
        assertThat(queue.push(c, c)).isEqualTo(CallQueue.Push.DRAIN_DUE);
    }

    @Test
    void whatIsQueuedAtTheCloseIsTakenOnceAndNothingComesAfterIt() {
        CallQueue queue = new CallQueue();
        Call<?> a = call();
        queue.push(a, a);
        queue.close();
        queue.close();
        Call<?> late = call();
        assertThat(queue.push(late, late)).isEqualTo(CallQueue.Push.CLOSED);
        assertThat(inOrder(queue.takeAll())).containsExactly(a);
        assertThat(queue.takeAll()).isNull();
        assertThat(queue.isClosed()).isTrue();
    }

    @Test
    void noCallIsLostOrDoubledWhenThreadsPushWhileTheQueueIsDrainedAndClosed() throws Exception {
        int threads = 4;
        for (int round = 0; round < 300; round++) {
            CallQueue queue = new CallQueue();
            ConcurrentLinkedQueue<Call<?>> refused = new ConcurrentLinkedQueue<>();
            List<List<Call<?>>> given = new ArrayList<>();
            CountDownLatch start = new CountDownLatch(1);
            ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
            List<Thread> pushers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                List<Call<?>> own = new ArrayList<>();
                given.add(own);
                for (int i = 0; i < 200; i++) {
                    own.add(call());
                }
                Thread pusher = new Thread(() -> {
                    await(start);
                    for (Call<?> call : own) {
                        if (queue.push(call, call) == CallQueue.Push.CLOSED) {
                            refused.add(call);
                            assertThat(call.next()).isNull();
                        }
                    }
                });
                pusher.setUncaughtExceptionHandler((thread, failure) -> thrown.add(failure));
                pusher.start();
                pushers.add(pusher);
            }
            List<Call<?>> taken = new ArrayList<>();
            start.countDown();
            for (int i = 0; i < 50; i++) {
                taken.addAll(inOrder(queue.takeAll()));
            }
            queue.close();
            taken.addAll(inOrder(queue.takeAll()));
            for (Thread pusher : pushers) {
                pusher.join();
            }
            assertThat(thrown).isEmpty();
            assertThat(queue.takeAll()).isNull();
            List<Call<?>> all = new ArrayList<>(taken);
            all.addAll(refused);
            assertThat(all).doesNotHaveDuplicates().hasSize(threads * 200);
            for (List<Call<?>> own : given) {
                List<Call<?>> order = new ArrayList<>(taken);
                order.retainAll(java.util.Set.copyOf(own));
                assertThat(order).isEqualTo(own.subList(0, order.size()));
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Call<?>> inOrder(@Nullable Call<?> last) {
        List<Call<?>> calls = new ArrayList<>();
        for (Call<?> call = last; call != null; call = call.next()) {
            calls.add(call);
        }
        Collections.reverse(calls);
        return calls;
    }

    private static Call<?> call() {
        return Call.of(CodecSource.NONE, "PING");
    }
}
