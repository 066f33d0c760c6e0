package io.aioredis.exception;

import org.jspecify.annotations.Nullable;

/**
 * The server answered a command with an error.
 *
 * <p>The message is the server's own text, without the arguments of the command if it repeats them. Subclasses stand for the errors that a caller may treat in a way of its own.
 */
public class ReplyException extends RedisException {
    private static final long serialVersionUID = 1L;

    /** What servers write before the arguments of a command that they don't know, which may be values or passwords. */
    private static final String ARGUMENTS = ", with args beginning with:";

    private final String code;

    /** Creates one with the server's text; {@link #of} chooses the subclass for a text. */
    public ReplyException(String message) {
        this(message, firstWord(message), null);
    }

    /** Creates one whose code is not in its text. */
    ReplyException(String message, String code, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Returns the exception for an error text as a server sends it, without the leading {@code -}. */
    public static ReplyException of(String text) {
        int arguments = text.indexOf(ARGUMENTS);
        String message = arguments < 0 ? text : text.substring(0, arguments);
        if (message.startsWith("ERR max number of clients")) {
            return new MaxClientsException(message);
        }
        if (isAboutCredentials(message)) {
            return new AuthException(message);
        }
        return switch (firstWord(message)) {
            case "BUSYGROUP" -> new BusyGroupException(message);
            case "NOSCRIPT" -> new NoScriptException(message);
            case "READONLY" -> new ReadOnlyException(message);
            default -> new ReplyException(message);
        };
    }

    /** The first word of the server's text, which by convention is in upper case: {@code WRONGTYPE}, {@code ERR}. */
    public final String code() {
        return code;
    }

    /** Old servers say with {@code ERR} what newer ones give codes of their own. */
    private static boolean isAboutCredentials(String message) {
        return switch (firstWord(message)) {
            case "NOAUTH", "WRONGPASS" -> true;
            case "ERR" ->
                message.startsWith("ERR invalid password")
                        || message.startsWith("ERR AUTH ")
                        || message.startsWith("ERR Client sent AUTH");
            default -> false;
        };
    }

    private static String firstWord(String message) {
        int space = message.indexOf(' ');
        return space < 0 ? message : message.substring(0, space);
    }
}
