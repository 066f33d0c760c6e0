package io.aioredis.connection;

import java.util.Objects;

/**
 * Where a server listens.
 *
 * @param host a name, which is resolved at each connect, or an IP address
 * @param port from 1 to 65535
 */
public record RedisAddress(String host, int port) {
    /** The port that servers listen on unless told otherwise. */
    public static final int DEFAULT_PORT = 6379;

    /** Throws {@link IllegalArgumentException} for an empty host or a port out of range. */
    public RedisAddress {
        Objects.requireNonNull(host, "host");
        if (host.isEmpty()) {
            throw new IllegalArgumentException("host: empty (expected: a name or an IP address)");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
