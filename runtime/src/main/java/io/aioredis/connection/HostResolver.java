package io.aioredis.connection;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Finds the addresses of hosts, on daemon threads of its own: the JDK's lookup blocks, for seconds if a name server is
 * gone, and would hold up all connections of an event loop. One name takes one thread at a time, whoever asks for it, so
 * that a name server which does not answer for one does not hold up the others.
 */
final class HostResolver {
    /** What blocks until it has the addresses of a name, in the order in which they are to be tried. */
    @FunctionalInterface
    interface Lookup {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    static final HostResolver SHARED = new HostResolver(host -> List.of(InetAddress.getAllByName(host)));

    private static final int MAX_THREADS = 16;

    private final Lookup lookup;
    private final Executor threads;
    private final Map<String, CompletableFuture<List<InetAddress>>> pending = new ConcurrentHashMap<>();

    HostResolver(Lookup lookup) {
        this.lookup = lookup;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MAX_THREADS,
                MAX_THREADS,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("aioredis-resolver", true));
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /**
     * Returns the addresses of a host, at least one, as they are now; an IP address is known at once. The future is shared
     * with others who ask meanwhile, and completes on any thread.
     */
    CompletableFuture<List<InetAddress>> resolve(String host) {
        // what names an interface, fe80::1%eth0, is for the JDK
        byte[] literal = host.indexOf('%') < 0 ? NetUtil.createByteArrayFromIpAddressString(host) : null;
        if (literal != null) {
            try {
                return CompletableFuture.completedFuture(List.of(InetAddress.getByAddress(literal)));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(host, e); // for a wrong length only
            }
        }
        return pending.computeIfAbsent(host, this::start);
    }

    private CompletableFuture<List<InetAddress>> start(String host) {
        CompletableFuture<List<InetAddress>> result = new CompletableFuture<>();
        threads.execute(() -> {
            List<InetAddress> addresses = List.of();
            Throwable failure = null;
            try {
                addresses = lookup.addresses(host);
            } catch (Throwable t) {
                failure = t;
            }
            pending.remove(host, result); // who asks from now on asks anew
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                result.complete(addresses);
            }
        });
        return result;
    }
}
