package io.aioredis.exception;

import java.util.List;

/** A transaction was not executed, since a watched key had changed. */
public final class WatchVariableException extends MultiExecException {
    private static final long serialVersionUID = 1L;

    /** Creates one. */
    public WatchVariableException(String message) {
        super(message, List.of());
    }
}
