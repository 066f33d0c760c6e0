package io.aioredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    @Test
    void anArrayHoldsWhatIsAskedFor() {
        BufferPool pool = new BufferPool(1);
        for (int bytes = 0; bytes <= BufferPool.LARGEST; bytes += 997) {
            assertThat(pool.take(bytes)).hasSizeBetween(bytes, Math.max(4096, bytes * 17 / 4));
        }
        assertThat(pool.take(BufferPool.LARGEST)).hasSize(BufferPool.LARGEST);
    }

    @Test
    void whatIsGivenIsTakenAgain() {
        BufferPool pool = new BufferPool(2);
        byte[] buffer = pool.take(5_000);
        pool.give(buffer);
        assertThat(pool.take(6_000)).isSameAs(buffer);
        assertThat(pool.take(6_000)).isNotSameAs(buffer);
    }

    @Test
    void aWishIsGrantedFromWhatIsThereAndNeverAllocated() {
        BufferPool pool = new BufferPool(2);
        assertThat(pool.take(100, 1 << 20)).hasSizeLessThan(4097);
        byte[] large = pool.take(1 << 20);
        pool.give(large);
        assertThat(pool.take(100, 1L << 40)).hasSizeLessThan(4097);
        assertThat(pool.take(100, 1 << 20)).isSameAs(large);
    }

    @Test
    void itKeepsAFewOfEachSizeAndNothingElse() {
        BufferPool pool = new BufferPool(3);
        List<byte[]> buffers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            buffers.add(pool.take(BufferPool.CHUNK));
        }
        buffers.forEach(pool::give);
        pool.give(new byte[0]);
        pool.give(new byte[5_000]);
        pool.give(new byte[10 << 20]);
        assertThat(pool.keptBytes()).isEqualTo(3L * BufferPool.CHUNK);
    }

    @Test
    void noArrayIsEverInTwoHands() throws Exception {
        BufferPool pool = new BufferPool(3);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int thread = 1; thread <= 4; thread++) {
                byte mark = (byte) thread;
                ends.add(threads.submit(() -> takeAndGive(pool, mark)));
            }
            for (Future<?> end : ends) {
                end.get(1, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void takeAndGive(BufferPool pool, byte mark) {
        Random random = new Random(mark);
        List<byte[]> mine = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            if (mine.size() < 3 && random.nextBoolean()) {
                byte[] buffer = pool.take(1 + random.nextInt(10_000));
                buffer[0] = mark;
                mine.add(buffer);
            } else if (!mine.isEmpty()) {
                byte[] buffer = mine.remove(random.nextInt(mine.size()));
                assertThat(buffer[0]).isEqualTo(mark);
                pool.give(buffer);
            }
        }
    }
}
