package io.aioredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that says what its script says: for replies that are split, late, wrong or missing, and connections that die.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.start(peer -> {
 *     peer.expect("GET", "a");
 *     peer.sendByteByByte("$1\r\n1\r\n".getBytes(UTF_8));
 *     peer.expect("GET", "b");
 *     peer.reset();
 * })) {
 *     // a client connects to server.url()
 * }
 * }</pre>
 *
 * <p>It listens on a free port of 127.0.0.1 until it is closed. Each connection runs the script on a daemon thread of its
 * own. All methods may be called from any thread.
 */
public final class ScriptedServer implements AutoCloseable {
    /** Small, so that a client feels soon that a peer does not read. */
    private static final int RECEIVE_BUFFER = 64 * 1024;

    private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(5);

    /** What happens on each connection. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Plays the script on one connection.
         *
         * <p>When it returns, the connection stays open and what still arrives is read and thrown away, until the client
         * closes or the server does; a script that wants the connection to end says so. When it throws, the connection is
         * reset and the exception kept for {@link ScriptedServer#assertNoErrors()}, unless it only says that the client
         * has gone.
         */
        void handle(Peer peer) throws Exception;
    }

    private final ServerSocket listener;
    private final Handler handler;
    private final Set<Peer> open = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile boolean closed;

    private ScriptedServer(ServerSocket listener, Handler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    /** Starts a server that plays the script on every connection. */
    public static ScriptedServer start(Handler handler) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReceiveBufferSize(RECEIVE_BUFFER);
            listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            ScriptedServer server = new ScriptedServer(listener, handler);
            server.run("accept", server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("starting a scripted server", e);
        }
    }

    /** Starts a server that does {@link Peer#echo()} on every connection. */
    public static ScriptedServer echoing() {
        return start(Peer::echo);
    }

    /** Returns the port that it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns {@code redis://127.0.0.1:port}. */
    public String url() {
        return "redis://127.0.0.1:" + port();
    }

    /** Returns how many connections there are that have not ended in both directions. */
    public int connections() {
        return open.size();
    }

    /** Returns how many connections were made since the start, ended ones included. */
    public int accepted() {
        return accepted.get();
    }

    /**
     * Throws an {@link AssertionError} if a script has failed, with the first failure as its cause and the others
     * suppressed in it.
     */
    public void assertNoErrors() {
        if (!errors.isEmpty()) {
            Throwable first = errors.get(0);
            AssertionError error = new AssertionError("the script of " + url() + " failed: " + first, first);
            errors.stream().skip(1).forEach(error::addSuppressed);
            throw error;
        }
    }

    /**
     * Stops listening, ends every connection, waits for the scripts to end and then does {@link #assertNoErrors()}. What
     * a script throws because of this is no error; a script that goes on all the same is one. A second call does nothing.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            errors.add(e);
        }
        open.forEach(Peer::abandon);
        threads.forEach(this::awaitEnd);
        assertNoErrors();
    }

    private void awaitEnd(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.interrupt();
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            IllegalStateException error = new IllegalStateException("still runs after close: " + thread.getName());
            error.setStackTrace(thread.getStackTrace());
            errors.add(error);
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = listener.accept();
                Peer peer = new Peer(socket);
                open.add(peer);
                run("peer " + accepted.incrementAndGet(), () -> play(peer));
                if (closed) {
                    // It came while close() was ending the others, and may have missed it.
                    peer.abandon();
                }
            } catch (IOException e) {
                if (!closed) {
                    errors.add(e);
                }
            }
        }
    }

    private void play(Peer peer) {
        try {
            handler.handle(peer);
            peer.discardRest();
        } catch (Peer.ClientGoneException e) {
            // Dying clients are what some scripts are about.
        } catch (Throwable e) {
            if (!closed) {
                errors.add(e);
            }
        } finally {
            peer.abandon();
            open.remove(peer);
        }
    }

    private void run(String name, Runnable task) {
        Thread thread = new Thread(task, "scripted-server-" + port() + " " + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }
}
