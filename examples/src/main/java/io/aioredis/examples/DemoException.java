package io.aioredis.examples;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Something that whoever started the demo can put right; the message is all that they are shown. */
final class DemoException extends Exception {
    private static final long serialVersionUID = 1L;

    DemoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The message of most exceptions about files is only the name of the file. */
    static DemoException reading(Path path, IOException e) {
        String fact;
        if (e instanceof NoSuchFileException) {
            fact = "no such file";
        } else if (e instanceof AccessDeniedException) {
            fact = "permission denied";
        } else {
            fact = String.valueOf(e.getMessage());
        }
        return new DemoException("cannot read " + path + ": " + fact, e);
    }
}
