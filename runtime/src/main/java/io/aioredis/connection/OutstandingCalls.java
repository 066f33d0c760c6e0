package io.aioredis.connection;

import io.aioredis.protocol.Call;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a connection that are neither answered nor failed, in the order of the wire: first those in flight, then
 * those that are to be sent. Linked by the calls themselves; confined to the event loop.
 *
 * <p>A cursor goes along with them, so that who looks for old ones looks at each of them once.
 */
final class OutstandingCalls {
    private @Nullable Call<?> first;
    private @Nullable Call<?> last;
    private @Nullable Call<?> lastSent;
    private @Nullable Call<?> firstUnsent;
    private @Nullable Call<?> cursor;
    private int sent;
    private int unsent;

    /** The call whose reply is the next one; null if nothing is in flight. */
    @Nullable
    Call<?> head() {
        return lastSent == null ? null : first;
    }

    @Nullable
    Call<?> firstUnsent() {
        return firstUnsent;
    }

    /** The oldest call that {@link #advance} has not passed; null if there is none. */
    @Nullable
    Call<?> cursor() {
        return cursor;
    }

    int sent() {
        return sent;
    }

    int unsent() {
        return unsent;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** Appends a chain of calls whose last one is linked to nothing. */
    void add(Call<?> head, Call<?> tail, int count) {
        if (last == null) {
            first = head;
        } else {
            last.setNext(head);
        }
        last = tail;
        if (firstUnsent == null) {
            firstUnsent = head;
        }
        if (cursor == null) {
            cursor = head;
        }
        unsent += count;
    }

    /** Counts the first unsent call as sent. */
    void send(Call<?> call) {
        call.markSent();
        lastSent = call;
        firstUnsent = call.next();
        unsent--;
        sent++;
    }

    /** Removes the first unsent call, which is not to be sent. */
    void drop(Call<?> call) {
        Call<?> next = call.next();
        if (lastSent == null) {
            first = next;
        } else {
            lastSent.setNext(next);
        }
        firstUnsent = next;
        unsent--;
        removed(call, next, lastSent);
    }

    /** Removes the call at the head. */
    void removeHead() {
        Call<?> head = first;
        if (head == null || lastSent == null) {
            throw new IllegalStateException("nothing is in flight");
        }
        Call<?> next = head.next();
        first = next;
        if (head == lastSent) {
            lastSent = null;
        }
        sent--;
        removed(head, next, null);
    }

    private void removed(Call<?> call, @Nullable Call<?> next, @Nullable Call<?> before) {
        if (call == last) {
            last = before;
        }
        if (call == cursor) {
            cursor = next;
        }
        call.setNext(null);
    }

    void advance() {
        Call<?> passed = cursor;
        cursor = passed == null ? null : passed.next();
    }
}
