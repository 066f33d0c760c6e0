package io.aioredis.protocol;

/** What a command does to the state of the connection that it is sent over. */
public enum SessionEffect {
    /** Nothing. */
    NONE,
    /** SELECT: its argument is the database from then on. */
    SELECT,
    /** MULTI: what follows is queued by the server. */
    MULTI,
    /** EXEC: what was queued is executed. */
    EXEC,
    /** DISCARD: what was queued is forgotten. */
    DISCARD,
    /** RESET: everything is as after connecting, before authenticating. */
    RESET,
    /** HELLO: the protocol may be another from then on. */
    HELLO,
    /** SUBSCRIBE and its like: it is answered by as many confirmations as it has names. */
    SUBSCRIPTION;

    static SessionEffect of(String command) {
        return switch (command) {
            case "SELECT" -> SELECT;
            case "MULTI" -> MULTI;
            case "EXEC" -> EXEC;
            case "DISCARD" -> DISCARD;
            case "RESET" -> RESET;
            case "HELLO" -> HELLO;
            case "SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "UNSUBSCRIBE", "PUNSUBSCRIBE", "SUNSUBSCRIBE" -> SUBSCRIPTION;
            default -> NONE;
        };
    }
}
