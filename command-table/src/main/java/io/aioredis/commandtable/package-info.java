/** The project's tool that asks running servers for their commands and writes the tables of processor and runtime. */
@NullMarked
package io.aioredis.commandtable;

import org.jspecify.annotations.NullMarked;
