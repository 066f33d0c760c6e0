package io.aioredis.exception;

import java.util.List;

/** Some commands of a batch failed; the others were executed, and their own futures have their results. */
public class PipelineException extends ReplyException {
    private static final long serialVersionUID = 1L;

    private final transient List<Throwable> errors;

    /** Creates one for what failed, in the order of the calls; the first of it is the cause. */
    public PipelineException(String message, List<Throwable> errors) {
        super(message, code(errors), errors.isEmpty() ? null : errors.get(0));
        this.errors = List.copyOf(errors);
    }

    /** What failed, in the order of the calls; empty if nothing of its own did. */
    public List<Throwable> errors() {
        return errors == null ? List.of() : errors; // null after deserialisation
    }

    /** The code of the first error that is the server's; empty if there is none. */
    private static String code(List<Throwable> errors) {
        for (Throwable error : errors) {
            if (error instanceof ReplyException reply) {
                return reply.code();
            }
        }
        return "";
    }
}
