package io.aioredis.exception;

/** A write was sent to a server that takes none, a replica as a rule ({@code READONLY}). */
public final class ReadOnlyException extends ReplyException {
    private static final long serialVersionUID = 1L;

    /** Creates one with the server's text. */
    public ReadOnlyException(String message) {
        super(message);
    }
}
