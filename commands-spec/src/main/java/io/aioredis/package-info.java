/** Where a program begins: {@link io.aioredis.Aioredis} connects, {@link io.aioredis.Redis} has the commands. */
@NullMarked
package io.aioredis;

import org.jspecify.annotations.NullMarked;
