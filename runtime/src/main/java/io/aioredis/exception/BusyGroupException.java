package io.aioredis.exception;

/** The consumer group that was to be created exists already ({@code BUSYGROUP}). */
public final class BusyGroupException extends ReplyException {
    private static final long serialVersionUID = 1L;

    /** Creates one with the server's text. */
    public BusyGroupException(String message) {
        super(message);
    }
}
