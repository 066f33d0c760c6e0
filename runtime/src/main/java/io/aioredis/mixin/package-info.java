/** What generated command mixins and clients stand on. */
@NullMarked
package io.aioredis.mixin;

import org.jspecify.annotations.NullMarked;
