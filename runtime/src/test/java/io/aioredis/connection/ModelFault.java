package io.aioredis.connection;

import java.util.Random;

/** What may go wrong in a schedule, with how often it is drawn; each must end the connection, unless it says otherwise. */
enum ModelFault implements Weighted {
    /** Thrown by the parser when it is fed. */
    PARSER_FEED(5),
    /** Thrown by the parser when it is asked for a reply. */
    PARSER_NEXT(8),
    /** Thrown while received bytes are copied. */
    READ_BYTES(3),
    /** Thrown while a slice to be written is allocated. */
    ALLOCATE(5),
    /** Thrown while a command is copied into a slice, if any is: what is cancelled is not. */
    COPY(4),
    /** The promise of a write fails at once. */
    WRITE_FAILS(4),
    /** The promise of a write fails when the loop has turned to something else. */
    WRITE_FAILS_LATER(4),
    /** Thrown by a handler that a write passes. */
    WRITE_THROWS(4),
    /** Thrown by a handler that a flush passes. */
    FLUSH_THROWS(3),
    /** Thrown by the socket. */
    SOCKET_WRITE(3),
    /** Thrown anywhere else in the pipeline. */
    EXCEPTION_CAUGHT(3),
    /** An Error is thrown by a decoder; an operation's, which may never get there. */
    DECODER_ERROR(9),
    /** Bytes that are no reply, between two replies. */
    GARBAGE(8),
    /** A reply that nothing asked for. */
    UNASKED_REPLY(4),
    /** A reply to a command that the connection has not wholly written. */
    EARLY_REPLY(4),
    /** An error that nothing asked for. */
    UNASKED_ERROR(3),
    /** EXEC answers too many or too few elements; an operation's. */
    WRONG_EXEC(4),
    /** The server ends the connection, in mid-reply as often as not. */
    FIN(6),
    /** The connection breaks. */
    RESET(6),
    CLOSE(7),
    /** No command is taken any more, and the connection closes when the others are answered, or after a time. */
    CLOSE_WHEN_ANSWERED(8),
    /** The server answers nothing any more, which ends the connection if it is given up after a time. */
    SILENCE(5),
    /** A completion closes; an operation's. */
    CLOSE_IN_COMPLETION(5),
    /** A decoder closes; an operation's. */
    CLOSE_IN_DECODER(3),
    /** The event loop is shut down under the connection. */
    LOOP_END(7),
    /** The event loop refuses some tasks and goes on, which ends nothing. */
    LOOP_REJECTS(5);

    private final int weight;

    ModelFault(int weight) {
        this.weight = weight;
    }

    @Override
    public int weight() {
        return weight;
    }

    boolean endsTheConnection() {
        return this != LOOP_REJECTS && this != COPY && this != SILENCE;
    }

    /** Where the fault is thrown, it is one of these. */
    enum Thrown implements Weighted {
        RUNTIME_EXCEPTION(4),
        OUT_OF_MEMORY(6),
        STACK_OVERFLOW(2),
        LINKAGE(2),
        /** Runs out of memory again when somebody wants its text, as the failure of every single command does. */
        UNPRINTABLE(4);

        private final int weight;

        Thrown(int weight) {
            this.weight = weight;
        }

        @Override
        public int weight() {
            return weight;
        }

        Throwable make(Random random) {
            Throwable thrown = switch (this) {
                case RUNTIME_EXCEPTION -> new IllegalStateException("injected");
                case OUT_OF_MEMORY -> new OutOfMemoryError("injected");
                case STACK_OVERFLOW -> new StackOverflowError("injected");
                case LINKAGE -> new NoClassDefFoundError("injected");
                case UNPRINTABLE -> new UnprintableError(random.nextInt(8) == 0 ? 2_500 : 1 + random.nextInt(40));
            };
            thrown.setStackTrace(new StackTraceElement[0]);
            return thrown;
        }
    }

    /** Has a text only when memory is there again. */
    private static final class UnprintableError extends Error {
        private static final long serialVersionUID = 1L;

        private int interruptions;

        UnprintableError(int interruptions) {
            super("injected");
            this.interruptions = interruptions;
        }

        @Override
        public String toString() {
            if (interruptions-- > 0) {
                OutOfMemoryError error = new OutOfMemoryError("injected while a failure was described");
                error.setStackTrace(new StackTraceElement[0]);
                throw error;
            }
            return "an injected error";
        }
    }
}
