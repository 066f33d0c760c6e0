package io.aioredis.processor;

/** How an argument is encoded. */
enum ArgumentKind {
    /** As the writer takes it: text, bytes, an integer, a double. */
    PLAIN,
    /** By its own shortest decimal: as a double, {@code 0.1f} would be {@code 0.10000000149011612}. */
    FLOAT,
    /** By the client's codec for keys. */
    KEY,
    /** By the client's codec for values. */
    VALUE;

    static ArgumentKind of(Role role) {
        return switch (role) {
            case KEY -> KEY;
            case VALUE -> VALUE;
        };
    }
}
