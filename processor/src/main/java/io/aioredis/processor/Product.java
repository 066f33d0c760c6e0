package io.aioredis.processor;

import java.util.Locale;

/** What a server is. Valkey goes on from Redis 7.2, and counts on from there. */
enum Product {
    REDIS,
    VALKEY;

    /** The name as it stands in the command table. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
