package io.aioredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/** A running server that {@link RedisServers} started; closing it stops it. */
public final class RedisServer implements AutoCloseable {
    private final String product;
    private final String version;
    private final String origin;
    private final String host;
    private final int port;
    private final OptionalLong pid;
    private final Runnable stop;

    RedisServer(String product, String version, String origin, String host, int port, OptionalLong pid, Runnable stop) {
        this.product = product;
        this.version = version;
        this.origin = origin;
        this.host = host;
        this.port = port;
        this.pid = pid;
        this.stop = stop;
    }

    /** Returns the same server with a {@link #close()} that does nothing. */
    RedisServer unclosable() {
        return new RedisServer(product, version, origin, host, port, pid, () -> {});
    }

    /** Returns the host to connect to, an address of this machine unless Docker runs elsewhere. */
    public String host() {
        return host;
    }

    /** Returns the port of the plain, unencrypted listener. */
    public int port() {
        return port;
    }

    /** Returns {@code redis://host:port}. */
    public String url() {
        return "redis://" + host + ":" + port;
    }

    /** Returns {@code redis} or {@code valkey}: what {@link #version()} is a version of. */
    public String product() {
        return product;
    }

    /** Returns the version of the server as the product counts it, such as {@code 7.0.15}. */
    public String version() {
        return version;
    }

    /** Returns where the server came from, for messages: a path, an image, or the embedded one. */
    public String origin() {
        return origin;
    }

    /**
     * Returns the id of the server's process, to be stopped or killed by a test.
     *
     * @throws UnsupportedOperationException if it runs in a container
     */
    public long pid() {
        return pid.orElseThrow(() -> new UnsupportedOperationException("no process of this machine: " + this));
    }

    /**
     * Asks the server whether it has a command, so that a test can be skipped where it is missing. A subcommand is named
     * as {@code "client|setinfo"}.
     *
     * @throws IllegalStateException if the server refuses to tell, for example because it demands a password
     */
    public boolean has(String command) {
        try (Probe probe = new Probe(host, port)) {
            String reply = probe.call("COMMAND", "INFO", command);
            if (!reply.equals("*1")) {
                throw new IllegalStateException("COMMAND INFO " + command + ": " + reply + " from " + this);
            }
            String entry = probe.readLine();
            return !entry.equals("*-1") && !entry.equals("$-1");
        } catch (IOException e) {
            throw new UncheckedIOException("COMMAND INFO " + command + " to " + this, e);
        }
    }

    /**
     * Stops the server at once, without a farewell to its clients, waits until it is gone and removes what it left on
     * disk. A second call does nothing.
     */
    @Override
    public void close() {
        stop.run();
    }

    /** Returns product, version, address and origin in one line. */
    @Override
    public String toString() {
        return product + " " + version + " at " + url() + " (" + origin + ")";
    }
}
