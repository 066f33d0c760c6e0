package io.aioredis.protocol;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that are used again, for what is needed only until a reply has been decoded.
 *
 * <p>One for the process. It keeps a few arrays of each size and no more, whatever is given back, so that it never holds
 * more than 1.4 MiB for each processor, 4 to 16 being counted. Any thread may take and give, a virtual one too. An array
 * that is not given back is the garbage collector's, which is what becomes of an unfinished reply whose connection dies.
 */
final class BufferPool {
    /** What the JVM adds to an array: with it sixteen chunks fill a region of G1, where else there were fifteen. */
    static final int HEADER = 16;

    /** The size of what is added to a reply that is larger than the largest array. */
    static final int CHUNK = (64 << 10) - HEADER;

    /** The size of the largest array: room for a value of 1 MiB and what may stand before it. */
    static final int LARGEST = (1 << 20) + (64 << 10) - HEADER;

    /** Each is about four times the one before. */
    private static final int[] SIZES = {(4 << 10) - HEADER, (16 << 10) - HEADER, CHUNK, (256 << 10) - HEADER, LARGEST};

    static final BufferPool SHARED =
            new BufferPool(Math.max(4, Math.min(Runtime.getRuntime().availableProcessors(), 16)));

    private final int slots;
    private final AtomicReferenceArray<byte[]> free;

    BufferPool(int slots) {
        this.slots = slots;
        this.free = new AtomicReferenceArray<>(slots * SIZES.length);
    }

    /**
     * Returns an array of the smallest size that holds so many bytes.
     *
     * @param bytes at most {@link #LARGEST}
     */
    byte[] take(int bytes) {
        int size = sizeFor(bytes);
        byte[] kept = takeKept(size);
        return kept == null ? new byte[SIZES[size]] : kept;
    }

    /**
     * Returns an array of the size for the bytes wished if one is kept, and else of the size for the bytes needed: what a
     * peer merely announces never makes an array.
     */
    byte[] take(int needed, long wished) {
        if (wished > needed && wished <= LARGEST) {
            byte[] kept = takeKept(sizeFor((int) wished));
            if (kept != null) {
                return kept;
            }
        }
        return take(needed);
    }

    /** Takes an array back, which nobody may use any more; it is kept if there is room for it. */
    void give(byte[] buffer) {
        int size = sizeFor(buffer.length);
        if (SIZES[size] != buffer.length) {
            return;
        }
        int home = home();
        for (int i = 0; i < slots; i++) {
            int slot = slot(size, home + i);
            if (free.getPlain(slot) == null && free.compareAndSet(slot, null, buffer)) {
                return;
            }
        }
    }

    /** How many bytes are kept. */
    long keptBytes() {
        long bytes = 0;
        for (int i = 0; i < free.length(); i++) {
            byte[] kept = free.get(i);
            bytes += kept == null ? 0 : kept.length;
        }
        return bytes;
    }

    private byte @Nullable [] takeKept(int size) {
        int home = home();
        for (int i = 0; i < slots; i++) {
            int slot = slot(size, home + i);
            if (free.getPlain(slot) != null) {
                byte[] kept = free.getAndSet(slot, null);
                if (kept != null) {
                    return kept;
                }
            }
        }
        return null;
    }

    /** A thread begins where it began before, and so finds what is in its processor's cache. */
    private int home() {
        return (int) (Thread.currentThread().getId() % slots);
    }

    private int slot(int size, int position) {
        return size * slots + position % slots;
    }

    private static int sizeFor(int bytes) {
        int size = 0;
        while (size < SIZES.length - 1 && SIZES[size] < bytes) {
            size++;
        }
        return size;
    }
}
