/** How keys and values become bytes and bytes become keys and values. */
@NullMarked
package io.aioredis.codec;

import org.jspecify.annotations.NullMarked;
