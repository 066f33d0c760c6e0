package io.aioredis.examples;

import java.util.UUID;

/** The key of one run's board, which nobody else uses; closing deletes it, after all commands that were sent before. */
final class TemporaryKey implements AutoCloseable {
    static final String PREFIX = "aioredis:examples:words:";

    private final WordBoard board;
    private final String name = PREFIX + UUID.randomUUID();

    TemporaryKey(WordBoard board) {
        this.board = board;
    }

    String name() {
        return name;
    }

    @Override
    public void close() throws DemoException {
        Replies.await(board.delete(name));
    }
}
