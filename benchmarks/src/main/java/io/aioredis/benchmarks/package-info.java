/** A comparison with other clients. */
@NullMarked
package io.aioredis.benchmarks;

import org.jspecify.annotations.NullMarked;
