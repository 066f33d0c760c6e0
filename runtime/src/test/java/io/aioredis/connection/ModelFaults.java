package io.aioredis.connection;

import io.netty.util.internal.PlatformDependent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults of one schedule: which are to come, and which have come. */
final class ModelFaults {
    /**
     * @param at how many times the connection gets there before, or how many steps the run takes before
     * @param thrown what is thrown, where anything is
     */
    record Armed(ModelFault fault, int at, Throwable thrown) {
        @Override
        public String toString() {
            return fault + " after " + at + " (" + thrown.getClass().getSimpleName() + ")";
        }
    }

    private final List<Armed> toCome;
    private final int[] passed = new int[ModelFault.values().length];
    private final List<ModelFault> fired = new ArrayList<>();

    ModelFaults(List<Armed> armed) {
        toCome = new ArrayList<>(armed);
    }

    /** Counts that the connection got to where a fault may be thrown, and throws what is due there. */
    void step(ModelFault fault) {
        Throwable due = due(fault);
        if (due != null) {
            PlatformDependent.throwException(due);
        }
    }

    /** As {@link #step}, but returns what is due; null if nothing is. */
    synchronized @Nullable Throwable due(ModelFault fault) {
        int now = passed[fault.ordinal()]++;
        for (Armed armed : toCome) {
            if (armed.fault() == fault && armed.at() <= now) {
                toCome.remove(armed);
                fired.add(fault);
                return armed.thrown();
            }
        }
        return null;
    }

    /** Returns the fault of the schedule itself that is due at a step, and takes it off the list; null if none is. */
    synchronized @Nullable Armed dueAt(int step, List<ModelFault> ofTheSchedule) {
        for (Armed armed : toCome) {
            if (armed.at() <= step && ofTheSchedule.contains(armed.fault())) {
                toCome.remove(armed);
                return armed;
            }
        }
        return null;
    }

    /** Puts back a fault for which the moment was not right. */
    synchronized void putBack(Armed armed) {
        toCome.add(armed);
    }

    synchronized void fire(ModelFault fault) {
        fired.add(fault);
    }

    /** Whether anything has happened that ends the connection. */
    synchronized boolean mustHaveEnded() {
        return fired.stream().anyMatch(ModelFault::endsTheConnection);
    }

    @Override
    public synchronized String toString() {
        return "fired " + fired + ", to come " + toCome;
    }
}
