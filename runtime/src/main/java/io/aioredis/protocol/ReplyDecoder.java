package io.aioredis.protocol;

import io.aioredis.codec.CodecSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of a reply.
 *
 * <p>A decoder has no state and serves all calls of all clients, on several threads at once. It runs on the connection's
 * event loop, which it holds up; of a reply of more than 2 MiB it runs on a background thread of the library, while the
 * connection reads nothing further, so that replies stay in their order. The future completes on the event loop in any
 * case, or on the executor for callbacks.
 *
 * <p>It reads exactly one value of the reader, which may be an array of any depth; reading less or more fails its command.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface ReplyDecoder<T extends @Nullable Object> {
    /**
     * Reads one value; null for a nil.
     *
     * @param reader stands before the value; of no use once this method has returned
     * @param codecs the codecs of the client that sent the command
     */
    @Nullable
    T decode(ReplyReader reader, CodecSource codecs);
}
