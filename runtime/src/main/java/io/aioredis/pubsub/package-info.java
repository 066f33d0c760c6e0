/** Where the messages of published channels go. */
@NullMarked
package io.aioredis.pubsub;

import org.jspecify.annotations.NullMarked;
