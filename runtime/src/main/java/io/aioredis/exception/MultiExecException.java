package io.aioredis.exception;

import java.util.List;

/** A transaction was not executed, or some of its commands failed while it was. */
public class MultiExecException extends PipelineException {
    private static final long serialVersionUID = 1L;

    /** Creates one for what failed, in the order of the calls. */
    public MultiExecException(String message, List<Throwable> errors) {
        super(message, errors);
    }
}
