/**
 * Generates clients of the commands that annotated interfaces declare.
 *
 * <p>Parsers read elements and give definitions, generators read definitions and give source: no parser knows how code
 * is written, no generator knows an element.
 */
@NullMarked
package io.aioredis.processor;

import org.jspecify.annotations.NullMarked;
