package io.aioredis.protocol;

/**
 * Bounds on what a reply may be; one that is beyond them is a protocol error, which closes the connection.
 *
 * <pre>{@code
 * ReplyLimits limits = ReplyLimits.DEFAULT.withMaxReplyBytes(64 << 20);
 * }</pre>
 *
 * @param maxBulkBytes the longest bulk string, in bytes; by default 512 MiB, as the servers have it
 * @param maxElements the most elements that one array, set or push, or pairs that one map may announce; by default
 *     67,108,864
 * @param maxNesting the deepest nesting of aggregates, 1 being an array of plain values; by default 64, at most 1,024
 * @param maxReplyBytes the most bytes of one whole reply, frame included; by default 1 GiB
 */
public record ReplyLimits(int maxBulkBytes, int maxElements, int maxNesting, long maxReplyBytes) {
    /** The limits with nothing changed. */
    public static final ReplyLimits DEFAULT = new ReplyLimits(512 << 20, 64 << 20, 64, 1L << 30);

    /** Checks the limits; each is at least 1. */
    public ReplyLimits {
        requireBetween("maxBulkBytes", maxBulkBytes, Integer.MAX_VALUE - 64); // a Java array holds no more
        requireBetween("maxElements", maxElements, 1 << 29); // two for each pair of a map are still an int
        requireBetween("maxNesting", maxNesting, 1024); // decoders may call themselves at each level
        requireBetween("maxReplyBytes", maxReplyBytes, Long.MAX_VALUE);
    }

    /** Returns these limits with another {@link #maxBulkBytes}. */
    public ReplyLimits withMaxBulkBytes(int maxBulkBytes) {
        return new ReplyLimits(maxBulkBytes, maxElements, maxNesting, maxReplyBytes);
    }

    /** Returns these limits with another {@link #maxElements}. */
    public ReplyLimits withMaxElements(int maxElements) {
        return new ReplyLimits(maxBulkBytes, maxElements, maxNesting, maxReplyBytes);
    }

    /** Returns these limits with another {@link #maxNesting}. */
    public ReplyLimits withMaxNesting(int maxNesting) {
        return new ReplyLimits(maxBulkBytes, maxElements, maxNesting, maxReplyBytes);
    }

    /** Returns these limits with another {@link #maxReplyBytes}. */
    public ReplyLimits withMaxReplyBytes(long maxReplyBytes) {
        return new ReplyLimits(maxBulkBytes, maxElements, maxNesting, maxReplyBytes);
    }

    private static void requireBetween(String name, long value, long max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 to " + max + ")");
        }
    }
}
