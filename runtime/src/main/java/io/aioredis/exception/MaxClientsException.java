package io.aioredis.exception;

/** The server has no place for another client; it closes the connection after saying so. */
public final class MaxClientsException extends ReplyException {
    private static final long serialVersionUID = 1L;

    /** Creates one with the server's text. */
    public MaxClientsException(String message) {
        super(message);
    }
}
