package io.aioredis.leak;

import io.netty.buffer.ByteBufAllocator;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails every test class after which a buffer turns out to be leaked; registered for all of them. */
public final class LeakCheck implements AfterAllCallback {
    static {
        RecordingLeakDetector.install();
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        List<String> leaks = collect();
        if (!leaks.isEmpty()) {
            throw new AssertionError(leaks.size() + " leaked buffer(s): " + leaks);
        }
    }

    /** Returns what was leaked so far, and forgets it. */
    static List<String> collect() throws InterruptedException {
        awaitCollection();
        // the detector looks at what was collected when the next buffer is made
        ByteBufAllocator.DEFAULT.directBuffer(1).release();
        List<String> leaks = List.copyOf(RecordingLeakDetector.LEAKS);
        RecordingLeakDetector.LEAKS.clear();
        return leaks;
    }

    /** Waits until the garbage collector has found what was unreachable before. */
    private static void awaitCollection() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            ReferenceQueue<Object> queue = new ReferenceQueue<>();
            WeakReference<Object> canary = new WeakReference<>(new Object(), queue);
            do {
                System.gc();
            } while (queue.remove(100) != canary);
        }
    }
}
