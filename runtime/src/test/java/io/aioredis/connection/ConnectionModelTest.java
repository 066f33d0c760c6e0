package io.aioredis.connection;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random schedules against a server whose every reply names its command. What is claimed: no future ever completes with
 * the reply of another, each completes exactly once, nothing leaks; what goes wrong, and is no affair of one command
 * alone, closes the connection; what is answered before is answered right; commands arrive in the order of their issue,
 * and groups unbroken. Who has waited too long is told so in time and never before, and the late reply is nobody's; every
 * message reaches the sink of its channel, in its turn, between confirmation and end; who closes with patience gets what
 * is owed.
 *
 * <p>A {@link ModelSchedule} is drawn from its seed: clients that issue commands, groups and transactions, complete
 * futures from outside and misuse the connection; decoders and completions that throw, issue, cancel and close; the bound
 * of what is pending, the sizes in which bytes come and go; timeouts and a clock that is moved; subscriptions and what the
 * server tells of them; replies that are decoded elsewhere, and an executor for completions; and the {@link ModelFault faults}. The {@link ModelServer}
 * remembers what it answered, and a {@link ModelRun} compares every future with that.
 *
 * <p>Most schedules are {@linkplain SteppedRun stepped}: the real handler stands in a real pipeline, on a channel and an
 * event loop of the model, and one thread plays clients, loop, socket and server in an order that is drawn, too. So every
 * order of events can come up, what must be true is checked after each step, and a seed repeats its run to the byte. Only
 * where the loop refuses tasks it is left to a clock when the connection tries again. What one thread cannot show, races
 * within one step, is sought by a smaller number of {@linkplain SocketRun runs over sockets} with real threads, whose
 * seeds repeat what happens but not when.
 *
 * <p>{@code -Daioredis.model.schedules=100000} runs more, {@code -Daioredis.model.seed=17} runs that seed alone, as often
 * as it takes over sockets.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ConnectionModelTest {
    private static final int STEPPED = 3_000;
    private static final int OVER_SOCKETS = 150;

    /** Connections that end by a fault say so in the log, thousands of times. */
    private static final PrintStream STANDARD_ERROR = System.err;

    private interface Body {
        void run() throws Exception;
    }

    @BeforeAll
    static void silenceTheLog() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    }

    @AfterAll
    static void restoreTheLog() {
        System.setErr(STANDARD_ERROR);
    }

    @Test
    void everyFutureCompletesOnceAndWithItsOwnReplyInWhateverOrderThingsHappen() {
        Long only = Long.getLong("aioredis.model.seed");
        int schedules = Integer.getInteger("aioredis.model.schedules", STEPPED);
        for (long seed = 1; seed <= (only == null ? schedules : 1); seed++) {
            SteppedRun run = new SteppedRun(ModelSchedule.of(only == null ? seed : only));
            require(run, run::run);
        }
    }

    @Test
    void everyFutureCompletesOnceAndWithItsOwnReplyWhateverThreadsDo() {
        Long only = Long.getLong("aioredis.model.seed");
        int schedules = Integer.getInteger("aioredis.model.schedules", STEPPED) / (STEPPED / OVER_SOCKETS);
        for (long seed = 1; seed <= schedules; seed++) {
            SocketRun run = new SocketRun(ModelSchedule.of(only == null ? seed : only));
            require(run, run::run);
        }
    }

    private static void require(ModelRun run, Body body) {
        Throwable thrown = null;
        try {
            body.run();
        } catch (Throwable t) {
            thrown = t;
        }
        if (thrown != null || !run.violations.isEmpty()) {
            throw failure(run, thrown);
        }
    }

    private static AssertionError failure(ModelRun run, @Nullable Throwable thrown) {
        return new AssertionError("-Daioredis.model.seed=" + run.schedule.seed() + run.dump(), thrown);
    }
}
