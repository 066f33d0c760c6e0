/** Commands as bytes and replies as values: what generated code, executors and custom parsers name. */
@NullMarked
package io.aioredis.protocol;

import org.jspecify.annotations.NullMarked;
