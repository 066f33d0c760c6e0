package io.aioredis.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which Redis command a method of a {@link RedisCommands} interface sends.
 *
 * <pre>{@code
 * @Command("ZADD")
 * CompletableFuture<Long> add(@Key String board, double score, String player);
 *
 * @Command("ZREVRANGE :board 0 :last WITHSCORES")
 * CompletableFuture<List<ScoredValue<String>>> top(@Key String board, long last);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Command {
    /**
     * The words of the command, separated by spaces.
     *
     * <p>Where none of them is {@code :name}, the method's parameters follow the words in their order. Otherwise each
     * parameter stands where its name does, and every parameter must be named once. A literal word that begins with a
     * colon is written with two.
     */
    String value();
}
