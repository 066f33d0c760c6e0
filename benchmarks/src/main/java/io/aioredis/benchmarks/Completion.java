package io.aioredis.benchmarks;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What runs when a command ends; a type of its own only to name the wildcard-free form that every stage takes. */
interface Completion extends BiConsumer<@Nullable Object, @Nullable Throwable> {}
