package io.aioredis.protocol;

/**
 * Bounds on what a reply may be; one that is beyond them is a protocol error, which closes the connection.
 *
 * @param maxBulkBytes the longest bulk string, in bytes
 * @param maxElements the most elements that one array, set or push, or pairs that one map may announce
 * @param maxNesting the deepest nesting of aggregates, 1 being an array of plain values
 * @param maxReplyBytes the most bytes of one whole reply, frame included
 */
record ReplyLimits(int maxBulkBytes, int maxElements, int maxNesting, long maxReplyBytes) {
    /** 512 MiB a string, as the servers have it; 64 million elements, 64 levels and 1 GiB a reply. */
    static final ReplyLimits DEFAULT = new ReplyLimits(512 << 20, 64 << 20, 64, 1L << 30);

    ReplyLimits {
        requirePositive("maxBulkBytes", maxBulkBytes);
        requirePositive("maxElements", maxElements);
        requirePositive("maxNesting", maxNesting);
        requirePositive("maxReplyBytes", maxReplyBytes);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
        }
    }
}
