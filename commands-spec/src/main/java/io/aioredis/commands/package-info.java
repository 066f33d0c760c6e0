/** The commands of Redis and Valkey by group, each declared once; everything else about them is generated. */
@NullMarked
package io.aioredis.commands;

import org.jspecify.annotations.NullMarked;
