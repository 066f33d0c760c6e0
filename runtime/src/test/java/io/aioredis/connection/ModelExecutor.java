package io.aioredis.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** An executor that runs a task when it is told to, and may refuse one now and then. */
final class ModelExecutor implements Executor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final int refusesOneIn;
    private final Random random;

    /** Never refuses if {@code refusesOneIn} is 0. */
    ModelExecutor(int refusesOneIn, long seed) {
        this.refusesOneIn = refusesOneIn;
        this.random = new Random(seed ^ 0xec5L);
    }

    @Override
    public void execute(Runnable task) {
        if (refusesOneIn > 0 && random.nextInt(refusesOneIn) == 0) {
            throw new RejectedExecutionException("the model's executor is full");
        }
        tasks.add(task);
    }

    boolean hasTasks() {
        return !tasks.isEmpty();
    }

    void runOneTask() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }

    void runAllTasks() {
        while (hasTasks()) {
            runOneTask();
        }
    }
}
