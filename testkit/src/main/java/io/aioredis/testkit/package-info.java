/**
 * Servers for tests: {@link io.aioredis.testkit.RedisServers} gives real ones,
 * {@link io.aioredis.testkit.ScriptedServer} one that misbehaves as a test needs it.
 */
@NullMarked
package io.aioredis.testkit;

import org.jspecify.annotations.NullMarked;
