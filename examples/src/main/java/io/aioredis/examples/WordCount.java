package io.aioredis.examples;

/**
 * A word of a {@link WordBoard}.
 *
 * @param word in lower case
 * @param count how often it occurred; a whole number, as all scores a double
 */
record WordCount(String word, double count) {}
