package io.aioredis.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface whose abstract methods are Redis commands.
 *
 * <p>For an interface {@code Foo} the processor generates, in the same package, {@code FooMixin} (an interface that
 * extends {@code Foo} and implements its commands) and {@code FooClient} (a closeable class that implements it, whose
 * constructor serves as a {@code CommandsFactory}). For a nested interface {@code Outer.Foo} the names begin with
 * {@code Outer_Foo}. Default, static and private methods are left alone.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RedisCommands {}
