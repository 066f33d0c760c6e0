/** One connection to a server, and what commands are sent through. */
@NullMarked
package io.aioredis.connection;

import org.jspecify.annotations.NullMarked;
