package io.aioredis.connection;

import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.exception.ConnectionForcedCloseException;
import io.aioredis.exception.MaxClientsException;
import io.aioredis.exception.PendingLimitException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.RedisException;
import io.aioredis.protocol.Call;
import org.jspecify.annotations.Nullable;

/** Why a command was not answered, as the exception that its future gets. */
@FunctionalInterface
interface Refusal {
    RedisException of(Call<?> call);

    static RedisException overLimit(Call<?> call, long cost, long pending, long limit) {
        return new PendingLimitException(call.spec().name(), cost, pending, limit);
    }

    /** The connection was closed, or closing, when the command was given to it. */
    static RedisException closed(Call<?> call, RedisAddress address, @Nullable Throwable end) {
        if (end instanceof MaxClientsException) {
            return new MaxClientsException(String.valueOf(end.getMessage()));
        }
        return new ConnectionClosedException(
                call.spec().name() + ": not sent, the connection to " + address + " is closed" + because(end), end);
    }

    /** The connection ended while the command was unanswered. */
    static RedisException lost(Call<?> call, RedisAddress address, Throwable end) {
        boolean isSent = call.isSent();
        String message = call.spec().name() + (isSent ? ": sent, but not answered" : ": not sent")
                + ", the connection to " + address + " ended" + because(end);
        if (end instanceof ConnectionForcedCloseException) {
            return new ConnectionForcedCloseException(message, end);
        }
        if (isSent && end instanceof ProtocolException) {
            return new ProtocolException(message, end);
        }
        if (end instanceof MaxClientsException) {
            return new MaxClientsException(String.valueOf(end.getMessage()));
        }
        return new ConnectionClosedException(message, end);
    }

    /** Why a channel gets no more messages. */
    static RedisException endOfChannel(RedisAddress address, Throwable end) {
        String message = "the connection to " + address + " ended" + because(end);
        return end instanceof ConnectionForcedCloseException
                ? new ConnectionForcedCloseException(message, end)
                : new ConnectionClosedException(message, end);
    }

    private static String because(@Nullable Throwable end) {
        return end == null ? "" : ": " + (end instanceof RedisException ? end.getMessage() : end);
    }
}
