package io.aioredis.connection;

import io.aioredis.protocol.Call;
import org.jspecify.annotations.Nullable;

/** Calls in order, linked by themselves; confined to the event loop. */
final class CallList {
    private @Nullable Call<?> first;
    private @Nullable Call<?> last;

    @Nullable
    Call<?> first() {
        return first;
    }

    boolean isEmpty() {
        return first == null;
    }

    void add(Call<?> call) {
        call.setNext(null);
        if (last == null) {
            first = call;
        } else {
            last.setNext(call);
        }
        last = call;
    }

    /** Appends a chain of calls whose last one is linked to nothing. */
    void addChain(Call<?> head, Call<?> tail) {
        if (last == null) {
            first = head;
        } else {
            last.setNext(head);
        }
        last = tail;
    }

    void removeFirst() {
        Call<?> removed = first;
        if (removed != null) {
            first = removed.next();
            if (first == null) {
                last = null;
            }
            removed.setNext(null);
        }
    }
}
