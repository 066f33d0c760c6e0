package io.aioredis.connection;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Daemon threads that decode what would hold up an event loop; those that are idle end. */
final class DecodingThreads {
    private static final ThreadPoolExecutor POOL = newPool();

    private DecodingThreads() {}

    private static ThreadPoolExecutor newPool() {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("aioredis-decoding", true));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static void execute(Runnable task) {
        POOL.execute(task);
    }
}
