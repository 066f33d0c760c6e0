package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

interface Base<T> {
    @Command("GETDEL")
    CompletableFuture<@Nullable T> take(@Key T key, @Declared String other);

    @interface Declared {}
}
