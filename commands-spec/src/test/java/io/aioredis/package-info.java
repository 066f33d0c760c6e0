@NullMarked
package io.aioredis;

import org.jspecify.annotations.NullMarked;
