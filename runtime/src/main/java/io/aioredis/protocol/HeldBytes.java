package io.aioredis.protocol;

import java.util.Arrays;

/**
 * The first bytes of a reply, kept until its last ones have come.
 *
 * <p>They lie in one array while they are few, so that almost every text is decoded where it lies: the array is exchanged
 * for one of four times the size when it is full. Beyond the largest array of the pool no byte is copied again: chunks are
 * added to it, small ones of the pool or, within a long text, large ones of its own: a collector that moves young objects
 * would copy hundreds of megabytes of small chunks, the program standing still, but leaves large arrays where they are.
 * All arrays but the last are full.
 */
final class HeldBytes {
    private static final byte[] NOTHING = {};

    /** The largest chunk: to clear it takes an event loop a few milliseconds at most; it fills whole regions of G1. */
    static final int LARGEST_CHUNK = (4 << 20) - BufferPool.HEADER;

    private final BufferPool pool;
    private byte[][] arrays = new byte[1][];
    private int count;
    private int lastLength;
    private long size;

    HeldBytes(BufferPool pool) {
        this.pool = pool;
    }

    /** How many bytes are held, those included that were let go. */
    long size() {
        return size;
    }

    /** How many arrays there are. */
    int count() {
        return count;
    }

    byte[] array(int index) {
        return arrays[index];
    }

    /** The index behind the last byte in an array. */
    int end(int index) {
        return index == count - 1 ? lastLength : arrays[index].length;
    }

    BufferPool pool() {
        return pool;
    }

    /**
     * Copies bytes behind those that are there.
     *
     * @param missing how many more of the same value are announced to come after these; never makes more room than is held
     * @param expected how many more may come after these; a guess, for which nothing is allocated
     */
    void append(byte[] source, int from, int end, long missing, long expected) {
        int at = from;
        while (at < end) {
            if (count == 0 || lastLength == arrays[count - 1].length) {
                makeRoom(end - at, missing, expected);
            }
            byte[] last = arrays[count - 1];
            int copied = Math.min(end - at, last.length - lastLength);
            System.arraycopy(source, at, last, lastLength, copied);
            lastLength += copied;
            size += copied;
            at += copied;
        }
    }

    private void makeRoom(int bytes, long missing, long expected) {
        if (count == 0) {
            arrays[count++] = takeFor(bytes, Math.max(missing, expected));
            lastLength = 0;
        } else if (count == 1 && lastLength < BufferPool.LARGEST) {
            byte[] small = arrays[0];
            byte[] large = takeFor(lastLength + bytes, Math.max(missing, expected));
            System.arraycopy(small, 0, large, 0, lastLength);
            arrays[0] = large;
            pool.give(small);
        } else {
            if (count == arrays.length) {
                arrays = Arrays.copyOf(arrays, Math.max(16, 2 * count));
            }
            arrays[count++] = takeChunk(bytes + missing);
            lastLength = 0;
        }
    }

    /** At most as many bytes as there are already: what a peer merely announces makes no array that it has not half filled. */
    private byte[] takeChunk(long coming) {
        long length = Math.min(Math.min(coming, size), LARGEST_CHUNK);
        return length < BufferPool.LARGEST ? pool.take(BufferPool.CHUNK) : new byte[(int) length];
    }

    private byte[] takeFor(int bytes, long expected) {
        return pool.take(Math.min(bytes, BufferPool.LARGEST), bytes + expected);
    }

    /** Gives an array back to the pool that has been read through. */
    void letGo(int index) {
        byte[] array = arrays[index];
        arrays[index] = NOTHING;
        pool.give(array);
    }

    /** Gives all arrays back to the pool; holds nothing afterwards. */
    void release() {
        for (int i = 0; i < count; i++) {
            letGo(i);
        }
        forget();
    }

    /** Returns another object that holds these bytes instead of this one. */
    HeldBytes moveOut() {
        HeldBytes moved = new HeldBytes(pool);
        moved.arrays = arrays;
        moved.count = count;
        moved.lastLength = lastLength;
        moved.size = size;
        arrays = new byte[1][];
        forget();
        return moved;
    }

    private void forget() {
        if (arrays.length > 1) {
            arrays = new byte[1][];
        }
        count = 0;
        lastLength = 0;
        size = 0;
    }
}
