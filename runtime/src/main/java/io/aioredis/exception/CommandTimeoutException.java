package io.aioredis.exception;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A command was not answered in time. If it was sent, nobody can say whether the server executes it; its connection goes
 * on, and a reply that still comes is thrown away.
 */
public final class CommandTimeoutException extends RedisException {
    private static final long serialVersionUID = 1L;

    private final boolean isSent;
    private final Duration timeout;
    private final int inFlight;
    private final int queued;
    private final Duration sinceLastRead;

    /**
     * Creates one with what was known of the connection at that moment.
     *
     * @param isSent whether any byte of the command was written to the socket
     * @param inFlight how many commands were sent and not answered, this one included if it was sent
     * @param queued how many commands waited to be sent, this one included if it was not
     * @param sinceLastRead how long ago the connection read its last byte
     * @param cause what kept the connection from noticing by itself; null for nothing
     */
    public CommandTimeoutException(
            String command,
            boolean isSent,
            Duration timeout,
            int inFlight,
            int queued,
            Duration sinceLastRead,
            @Nullable Throwable cause) {
        super(
                command + ": " + (isSent ? "sent, but not answered" : "still queued") + " after " + timeout.toMillis()
                        + " ms (in flight=" + inFlight + ", queued=" + queued + ", last byte read "
                        + sinceLastRead.toMillis()
                        + " ms ago)" + (cause == null ? "" : ": " + cause.getMessage()),
                cause);
        this.isSent = isSent;
        this.timeout = timeout;
        this.inFlight = inFlight;
        this.queued = queued;
        this.sinceLastRead = sinceLastRead;
    }

    /** Whether it was sent, so that the server may have executed it, or may still do so. */
    public boolean isSent() {
        return isSent;
    }

    /** How long it was waited for. */
    public Duration timeout() {
        return timeout;
    }

    /** How many commands were sent and not answered. */
    public int inFlight() {
        return inFlight;
    }

    /** How many commands waited to be sent. */
    public int queued() {
        return queued;
    }

    /** How long ago the connection had read its last byte. */
    public Duration sinceLastRead() {
        return sinceLastRead;
    }
}
