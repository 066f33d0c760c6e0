package io.aioredis.leak;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what Netty would only log: buffers that were thrown away without being released. */
@SuppressWarnings("deprecation") // Netty offers no other way of being asked for a detector
final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
    static final List<String> LEAKS = new CopyOnWriteArrayList<>();

    private RecordingLeakDetector(Class<?> type, int samplingInterval) {
        super(type, samplingInterval);
    }

    /** Must run before the first buffer is made. */
    static void install() {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> type, int samplingInterval, long max) {
                return new RecordingLeakDetector<>(type, samplingInterval);
            }

            @Override
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> type, int samplingInterval) {
                return new RecordingLeakDetector<>(type, samplingInterval);
            }
        });
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        LEAKS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        LEAKS.add(resourceType);
    }
}
