package io.example;

import io.aioredis.mixin.Mixin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Replies} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public interface RepliesMixin extends Replies, Mixin {
    @Override
    default CompletableFuture<Void> ok() {
        return executor().execute(RepliesSpecs.OK.writer().begin().call(this));
    }

    @Override
    default CompletableFuture<Long> integer() {
        return executor().execute(RepliesSpecs.INTEGER.writer().begin().call(this));
    }

    @Override
    default CompletableFuture<Integer> smallInteger() {
        return executor().execute(RepliesSpecs.SMALL_INTEGER.writer().begin().call(this));
    }

    @Override
    default CompletableFuture<Double> number() {
        return executor().execute(RepliesSpecs.NUMBER.writer().begin().call(this));
    }

    @Override
    default CompletableFuture<Boolean> truth() {
        return executor().execute(RepliesSpecs.TRUTH.writer().begin().call(this));
    }

    @Override
    default CompletionStage<String> text() {
        return executor().execute(RepliesSpecs.TEXT.writer().begin().call(this));
    }

    @Override
    default CompletionStage<byte[]> bytes() {
        return executor().execute(RepliesSpecs.BYTES.writer().begin().call(this));
    }

    @Override
    default CompletableFuture<List<byte[]>> list() {
        return executor().execute(RepliesSpecs.LIST.writer().begin().call(this));
    }

    @Override
    default CompletableFuture<Set<String>> set() {
        return executor().execute(RepliesSpecs.SET.writer().begin().call(this));
    }

    @Override
    default CompletableFuture<Map<String, List<Double>>> map() {
        return executor().execute(RepliesSpecs.MAP.writer().begin().call(this));
    }

    @Override
    default CompletableFuture<Replies.Everything> tuple() {
        return executor().execute(RepliesSpecs.TUPLE.writer().begin().call(this));
    }

    @Override
    default CompletableFuture<List<Replies.Pair<String, Long>>> tuples() {
        return executor().execute(RepliesSpecs.TUPLES.writer().begin().call(this));
    }
}
