package io.example;

import io.aioredis.annotation.Command;
import io.aioredis.annotation.Key;
import java.util.concurrent.CompletableFuture;

public interface Plain<K> {
    @Command("UNLINK")
    CompletableFuture<Boolean> unlink(@Key K key);

    default CompletableFuture<Boolean> remove(K key) {
        return unlink(key);
    }
}
