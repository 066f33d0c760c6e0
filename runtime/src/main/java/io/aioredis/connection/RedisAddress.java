package io.aioredis.connection;

import java.util.Objects;

/** Where a server listens: a TCP port or a unix domain socket. */
public sealed interface RedisAddress {
    /** The port that servers listen on unless told otherwise. */
    int DEFAULT_PORT = 6379;

    /**
     * Returns the address of a TCP port.
     *
     * <p>A name is resolved by the JDK at each connect, and all of its addresses are tried in the JDK's order. How long the
     * JDK remembers what it found, or did not find, is for the security properties {@code networkaddress.cache.ttl} and
     * {@code networkaddress.cache.negative.ttl} to say (30 s and 10 s mostly): a server that moves is found so much later.
     *
     * @param host a name, which is resolved at each connect, or an IP address
     * @param port from 1 to 65535
     * @throws IllegalArgumentException if the host is empty or the port out of range
     */
    static RedisAddress tcp(String host, int port) {
        return new Tcp(host, port);
    }

    /**
     * Returns the address of a unix domain socket.
     *
     * @param path the socket's path
     * @throws IllegalArgumentException if the path is empty
     */
    static RedisAddress unix(String path) {
        return new Unix(path);
    }

    /**
     * A TCP port.
     *
     * @param host a name or an IP address, without brackets
     * @param port from 1 to 65535
     */
    record Tcp(String host, int port) implements RedisAddress {
        /** Checks the components as {@link RedisAddress#tcp} says. */
        public Tcp {
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

    /**
     * A unix domain socket.
     *
     * @param path the socket's path
     */
    record Unix(String path) implements RedisAddress {
        /** Checks the component as {@link RedisAddress#unix} says. */
        public Unix {
            Objects.requireNonNull(path, "path");
            if (path.isEmpty()) {
                throw new IllegalArgumentException("path: empty (expected: the path of a socket)");
            }
        }

        @Override
        public String toString() {
            return path;
        }
    }
}
