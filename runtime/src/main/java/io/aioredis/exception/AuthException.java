package io.aioredis.exception;

/** The server wants credentials, or refused those that were given. */
public final class AuthException extends ReplyException {
    private static final long serialVersionUID = 1L;

    /** Creates one with the server's text. */
    public AuthException(String message) {
        super(message);
    }
}
