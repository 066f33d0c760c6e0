package io.aioredis.connection;

import io.aioredis.protocol.Call;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What commands are sent through: a connection, or a view of one.
 *
 * <p>Thread-safe. Commands that one thread gives to one executor one after the other reach the server in that order.
 */
public interface CommandExecutor extends AutoCloseable {
    /**
     * Sends a call and returns it as its future.
     *
     * <p>The future completes on the connection's event loop, unless another {@linkplain
     * ConnectionOptions.Builder#callbackExecutor executor} is set for that. Waiting for it there throws {@link
     * IllegalStateException}, since it would hang. Cancelling it completes the future only: a command that
     * was not yet written is dropped, the reply of one that was written is read and thrown away.
     *
     * @throws IllegalStateException if the call was executed before, or its command is not one that this executor takes
     */
    <T extends @Nullable Object> CompletableFuture<T> execute(Call<T> call);

    /**
     * Sends calls as one group, between whose commands no other command reaches the server over this connection; each
     * call's own future completes as with {@link #execute}. An empty list sends nothing.
     *
     * @throws IllegalStateException as {@link #execute}, for any of the calls; then none is sent
     */
    void executeAll(List<? extends Call<?>> calls);

    /** Returns an executor that sends through this one and whose {@link #close} does nothing. */
    default CommandExecutor view() {
        return CommandExecutorView.of(this);
    }

    /**
     * Returns a {@linkplain #view view} whose commands have a timeout of their own in place of the connection's; the one
     * nearest to the command counts.
     *
     * @param timeout from the call on; null for none
     * @throws IllegalArgumentException if it is not positive, or longer than 12 days
     */
    default CommandExecutor withTimeout(@Nullable Duration timeout) {
        return CommandExecutorView.of(this).withTimeout(timeout);
    }

    /** Ends what this executor owns: a connection closes, a view of one does nothing. Never blocks. */
    @Override
    void close();
}
