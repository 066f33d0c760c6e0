package io.aioredis.protocol;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a future must know of the connection that completes it. Thread-safe. */
public interface ReplySource {
    /** What runs completions; null for the thread that completes. */
    @Nullable
    Executor callbackExecutor();

    /** Whether the current thread is one of those that read replies, and so must not wait for one. */
    boolean isEventLoop();

    /** How long a call without a timeout of its own may go unanswered, in milliseconds; 0 for any time. */
    int commandTimeoutMillis();

    /**
     * Returns what to throw at a thread that has waited so long that the call should have failed for its timeout: then the
     * event loop is stuck.
     *
     * @param call what was waited for
     * @param timeoutMillis the call's timeout
     */
    RuntimeException stuck(Call<?> call, int timeoutMillis);
}
