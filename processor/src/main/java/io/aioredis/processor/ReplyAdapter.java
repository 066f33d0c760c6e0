package io.aioredis.processor;

import java.util.Arrays;
import java.util.Optional;

/** A return type that a command may have, which holds the reply's type as its only argument. */
enum ReplyAdapter {
    COMPLETABLE_FUTURE("java.util.concurrent.CompletableFuture"),
    COMPLETION_STAGE("java.util.concurrent.CompletionStage");

    private final String typeName;

    ReplyAdapter(String typeName) {
        this.typeName = typeName;
    }

    static Optional<ReplyAdapter> of(String typeName) {
        return Arrays.stream(values())
                .filter(adapter -> adapter.typeName.equals(typeName))
                .findFirst();
    }
}
