package io.aioredis.exception;

/**
 * A command was refused because too much is unanswered on its connection already; nothing was sent.
 *
 * <p>Each command is charged its encoded size plus a fixed overhead, from the call until its reply.
 */
public final class PendingLimitException extends RedisException {
    private static final long serialVersionUID = 1L;

    private final long requestedBytes;
    private final long pendingBytes;
    private final long limitBytes;

    /** Creates one with the figures of the refusal, in bytes. */
    public PendingLimitException(String command, long requestedBytes, long pendingBytes, long limitBytes) {
        super(command + ": too much is unanswered (requested=" + requestedBytes + " bytes, pending=" + pendingBytes
                + " bytes, limit=" + limitBytes + " bytes)");
        this.requestedBytes = requestedBytes;
        this.pendingBytes = pendingBytes;
        this.limitBytes = limitBytes;
    }

    /** What the refused command would have been charged, in bytes. */
    public long requestedBytes() {
        return requestedBytes;
    }

    /** What was charged to the unanswered commands at the refusal, in bytes. */
    public long pendingBytes() {
        return pendingBytes;
    }

    /** The bound on what may be unanswered, in bytes. */
    public long limitBytes() {
        return limitBytes;
    }
}
