package io.aioredis.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.aioredis.Aioredis;
import io.aioredis.connection.ConnectionOptions;
import io.aioredis.connection.RedisConnection;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The JVM of one measurement of {@link LargeRun}: prints its figures, a name and a number in each line.
 *
 * <p>{@code time} reads the value a few times with one client. {@code waits} sends PINGs one after the other, on a
 * connection to another server, that shares its only event loop with the connection that reads the value; the same while
 * nothing is read, while a bare socket reads it, which shares with them nothing but the machine and the JVM, and while it
 * is read between MULTI and EXEC.
 */
final class LargeProbe {
    static final String KEY = "large";

    private static final int WARMUPS = 2;
    private static final int MEASURED = 5;
    private static final long QUIET_NANOS = 2_000_000_000L;

    private LargeProbe() {}

    /**
     * @param arguments {@code time}, the server and a {@link LargeReader.Kind}; or {@code waits}, the server and the one
     *     that is pinged
     */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            ServerAddress server = ServerAddress.of(arguments[1]);
            if (arguments[0].equals("time")) {
                time(LargeReader.Kind.valueOf(arguments[2]), server);
            } else {
                waits(server, ServerAddress.of(arguments[2]));
            }
            status = 0;
        } catch (Throwable t) {
            t.printStackTrace();
        } finally {
            System.exit(status); // whatever threads a client has left
        }
    }

    private static void time(LargeReader.Kind kind, ServerAddress server) throws IOException {
        double[] millis = new double[MEASURED];
        double peak = 0;
        try (LargeReader reader = kind.open(server, KEY)) {
            for (int i = -WARMUPS; i < MEASURED; i++) {
                System.gc(); // outside of what is measured
                try (HeapWatch heap = new HeapWatch()) {
                    long start = System.nanoTime();
                    int length = reader.read();
                    long taken = System.nanoTime() - start;
                    if (length != LargeRun.SIZE) {
                        throw new IllegalStateException("length: " + length + " (expected: " + LargeRun.SIZE + ")");
                    }
                    if (i >= 0) {
                        millis[i] = taken / 1e6;
                        peak = Math.max(peak, heap.peak());
                    }
                }
            }
        }
        print("millis", Samples.of(millis).median());
        print("peak", peak);
    }

    private static void waits(ServerAddress server, ServerAddress other) throws Exception {
        AtomicLong longestCollection = watchCollections();
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        ConnectionOptions options =
                ConnectionOptions.builder().eventLoopGroup(loop).build();
        try (RedisConnection pinging =
                        Aioredis.createConnection(other.url(), options).join();
                RedisConnection large =
                        Aioredis.createConnection(server.url(), options).join()) {
            CompletableFuture<Void> warm = CompletableFuture.runAsync(() -> readAll(large, WARMUPS));
            long thread = loop.submit(() -> Thread.currentThread().getId()).get();
            ping(pinging, thread, warm::isDone);
            warm.join();
            longestCollection.set(0);

            long end = System.nanoTime() + QUIET_NANOS;
            report("quiet", ping(pinging, thread, () -> System.nanoTime() > end), longestCollection);

            try (LargeReader socket = LargeReader.Kind.SOCKET.open(server, KEY)) {
                socket.read();
                CompletableFuture<Void> read = CompletableFuture.runAsync(() -> readAll(socket));
                report("socket", ping(pinging, thread, read::isDone), longestCollection);
                read.join();
            }

            CompletableFuture<Void> read = CompletableFuture.runAsync(() -> readAll(large, MEASURED));
            report("aioredis", ping(pinging, thread, read::isDone), longestCollection);
            read.join();

            CompletableFuture<Void> executed = CompletableFuture.runAsync(() -> executeAll(large));
            report("exec", ping(pinging, thread, executed::isDone), longestCollection);
            executed.join();
        }
    }

    private static void readAll(RedisConnection connection, int times) {
        for (int i = 0; i < times; i++) {
            connection.execute("GET", KEY).join();
        }
    }

    private static void executeAll(RedisConnection connection) {
        for (int i = 0; i < MEASURED; i++) {
            connection.execute("MULTI");
            connection.execute("GET", KEY);
            connection.execute("EXEC").join();
        }
    }

    private static void readAll(LargeReader socket) {
        try {
            for (int i = 0; i < MEASURED; i++) {
                socket.read();
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * What pinging gave.
     *
     * @param millis how long each took, sorted
     * @param longestWork the most processor time, in milliseconds, that the loop's thread spent while one was waited for:
     *     unlike the wait itself it tells nothing of collections and of what else the machine does
     */
    private record Pings(double[] millis, double longestWork) {}

    /** Pings at least once. */
    private static Pings ping(RedisConnection connection, long loopThread, BooleanSupplier isOver) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] millis = new double[1 << 20];
        double longestWork = 0;
        int count = 0;
        do {
            long worked = threads.getThreadCpuTime(loopThread);
            long start = System.nanoTime();
            connection.execute("PING").join();
            millis[count++] = (System.nanoTime() - start) / 1e6;
            longestWork = Math.max(longestWork, (threads.getThreadCpuTime(loopThread) - worked) / 1e6);
        } while (!isOver.getAsBoolean() && count < millis.length);
        double[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return new Pings(sorted, longestWork);
    }

    private static void report(String phase, Pings pings, AtomicLong longestCollection) {
        double[] millis = pings.millis();
        print(phase + ".max", millis[millis.length - 1]);
        print(phase + ".p99", millis[(int) (0.99 * (millis.length - 1))]);
        print(phase + ".over20", Arrays.stream(millis).filter(each -> each > 20).count());
        print(phase + ".pings", millis.length);
        print(phase + ".work", pings.longestWork());
        print(phase + ".collection", longestCollection.getAndSet(0));
    }

    /** Returns what will hold the milliseconds of the longest collection. */
    private static AtomicLong watchCollections() {
        AtomicLong longest = new AtomicLong();
        for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (each.getName().contains("Cycles")) {
                continue; // ZGC's cycles run beside the program; only its pauses hold it up
            }
            ((NotificationEmitter) each)
                    .addNotificationListener(
                            (notification, nothing) -> {
                                CompositeData data = (CompositeData) notification.getUserData();
                                long millis = GarbageCollectionNotificationInfo.from(data)
                                        .getGcInfo()
                                        .getDuration();
                                longest.accumulateAndGet(millis, Math::max);
                            },
                            null,
                            null);
        }
        return longest;
    }

    private static void print(String name, double value) {
        System.out.println(name + " " + value);
    }

    /** Looks every millisecond how much of the heap is used, garbage included. */
    private static final class HeapWatch implements AutoCloseable {
        private final long before = used();
        private volatile long highest = before;
        private final Thread thread = new Thread(this::watch, "heap-watch");

        HeapWatch() {
            thread.start();
        }

        private static long used() {
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }

        private void watch() {
            while (!Thread.currentThread().isInterrupted()) {
                highest = Math.max(highest, used());
                try {
                    Thread.sleep(1);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        double peak() {
            return Math.max(highest, used()) - before;
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
