/** Small programs that show the library at work. */
@NullMarked
package io.aioredis.examples;

import org.jspecify.annotations.NullMarked;
