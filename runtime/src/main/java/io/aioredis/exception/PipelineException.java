package io.aioredis.exception;

import java.util.List;
import java.util.stream.Stream;

/** Some commands of a batch failed; the others were executed, and their own futures have their results. */
public class PipelineException extends ReplyException {
    private static final long serialVersionUID = 1L;

    private final transient List<Throwable> errors;

    /** Creates one for what failed, in the order of the calls; the first of it is the cause. */
    public PipelineException(String message, List<Throwable> errors) {
        super(
                message,
                Stream.of(errors.toArray(new Throwable[0]))
                        .filter(ReplyException.class::isInstance)
                        .findFirst()
                        .map(first -> ((ReplyException) first).code())
                        .orElse(""));
        this.errors = List.copyOf(errors);
        if (!errors.isEmpty()) {
            initCause(errors.get(0));
        }
    }

    /** What failed, in the order of the calls; empty if nothing of its own did. */
    public List<Throwable> errors() {
        return errors == null ? List.of() : errors;
    }
}
