/** What a user writes on an interface to declare commands. */
@NullMarked
package io.aioredis.annotation;

import org.jspecify.annotations.NullMarked;
