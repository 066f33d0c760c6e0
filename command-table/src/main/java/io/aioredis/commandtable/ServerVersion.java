package io.aioredis.commandtable;

import java.util.Comparator;

/** What a server is: {@code redis 8.6.3}. Versions of two products cannot be compared, only their numbers. */
record ServerVersion(String product, int major, int minor, int patch) {
    static final Comparator<ServerVersion> BY_NUMBER = Comparator.comparingInt(ServerVersion::major)
            .thenComparingInt(ServerVersion::minor)
            .thenComparingInt(ServerVersion::patch);

    /** Valkey goes on from Redis 7.2, so an older Redis is the past of both. */
    private static final ServerVersion FORK = of("redis", "7.3");

    static ServerVersion of(String product, String number) {
        String[] parts = number.split("\\.");
        return new ServerVersion(product, part(parts, 0), part(parts, 1), part(parts, 2));
    }

    /** Reads {@code redis-8.6.3}. */
    static ServerVersion parse(String text) {
        int dash = text.indexOf('-');
        return of(text.substring(0, dash), text.substring(dash + 1));
    }

    private static int part(String[] parts, int index) {
        return index < parts.length ? Integer.parseInt(parts[index]) : 0;
    }

    boolean isRedis() {
        return product.equals("redis");
    }

    /** Whether this version is the other one, or came before it in the line that led to it. */
    boolean leadsTo(ServerVersion other) {
        return BY_NUMBER.compare(this, other) <= 0
                && (product.equals(other.product) || (isRedis() && BY_NUMBER.compare(this, FORK) < 0));
    }

    boolean isAtLeast(String number) {
        return BY_NUMBER.compare(this, of(product, number)) >= 0;
    }

    String number() {
        return major + "." + minor + "." + patch;
    }

    /** The first version of the same series, which is how the servers' documents name a version. */
    String series() {
        return major + "." + minor + ".0";
    }

    @Override
    public String toString() {
        return product + "-" + number();
    }
}
