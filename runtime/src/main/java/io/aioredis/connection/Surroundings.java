package io.aioredis.connection;

import java.util.concurrent.Executor;
import java.util.function.IntSupplier;

/**
 * What a connection has of the machine it runs on.
 *
 * @param clock milliseconds, as {@link Clock#now} gives them
 * @param decoding decodes what would hold up an event loop
 * @param large replies of more bytes are decoded there
 */
record Surroundings(IntSupplier clock, Executor decoding, int large) {
    static final Surroundings REAL = new Surroundings(Clock::now, DecodingThreads::execute, 2 << 20);

    int now() {
        return clock.getAsInt();
    }
}
