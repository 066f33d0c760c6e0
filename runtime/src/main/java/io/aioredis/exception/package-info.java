/** What the library throws about Redis, all under {@link io.aioredis.exception.RedisException}. */
@NullMarked
package io.aioredis.exception;

import org.jspecify.annotations.NullMarked;
