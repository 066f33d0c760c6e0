package io.aioredis.exception;

/** The server does not know the script of this digest ({@code NOSCRIPT}). */
public final class NoScriptException extends ReplyException {
    private static final long serialVersionUID = 1L;

    /** Creates one with the server's text. */
    public NoScriptException(String message) {
        super(message);
    }
}
