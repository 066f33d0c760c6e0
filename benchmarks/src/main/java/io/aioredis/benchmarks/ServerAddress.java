package io.aioredis.benchmarks;

import java.net.InetSocketAddress;

/** Where the server of the run listens, as the forked JVMs are told by a system property. */
record ServerAddress(String host, int port) {
    static final String PROPERTY = "benchmarks.server";

    static ServerAddress ofProperty() {
        return of(System.getProperty(PROPERTY, ""));
    }

    /** Reads what {@link #toString} writes. */
    static ServerAddress of(String value) {
        int colon = value.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalStateException(PROPERTY + ": \"" + value + "\" (expected: host:port)");
        }
        return new ServerAddress(value.substring(0, colon), Integer.parseInt(value.substring(colon + 1)));
    }

    String url() {
        return "redis://" + this;
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
