package io.example;

import io.aioredis.mixin.CodecMixin;
import io.aioredis.protocol.CommandWriter;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Words} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public interface WordsMixin<K, V extends Comparable<V> & Serializable> extends Words<K, V>, CodecMixin<K, V> {
    @Override
    default CompletableFuture<V> get(K key) {
        CommandWriter writer = WordsSpecs.GET.writer().size(keyCodec(), Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(keyCodec(), key).call(this));
    }

    @Override
    default CompletableFuture<Void> set(K key, V value) {
        CommandWriter writer = WordsSpecs.SET
                .writer()
                .size(keyCodec(), Objects.requireNonNull(key, "key"))
                .size(valueCodec(), Objects.requireNonNull(value, "value"))
                .begin();
        return executor().execute(writer.put(keyCodec(), key).put(valueCodec(), value).call(this));
    }

    @Override
    default CompletionStage<K> randomKey() {
        return executor().execute(WordsSpecs.RANDOM_KEY.writer().begin().call(this));
    }

    @Override
    default CompletableFuture<Map<String, V>> all(K key) {
        CommandWriter writer = WordsSpecs.ALL.writer().size(keyCodec(), Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(keyCodec(), key).call(this));
    }

    @Override
    default CompletableFuture<Set<V>> members(K key) {
        CommandWriter writer = WordsSpecs.MEMBERS.writer().size(keyCodec(), Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(keyCodec(), key).call(this));
    }

    @Override
    default CompletableFuture<List<Words.Scored<V>>> top(K key) {
        CommandWriter writer = WordsSpecs.TOP.writer().size(keyCodec(), Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(keyCodec(), key).word(0).call(this));
    }

    @Override
    default CompletableFuture<Words.Bounded<V>> pop(K key) {
        CommandWriter writer = WordsSpecs.POP.writer().size(keyCodec(), Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(keyCodec(), key).call(this));
    }
}
