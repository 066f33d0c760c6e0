package io.aioredis.commandtable;

import java.util.Map;

/**
 * What one server says of its commands, by their names in upper case. Of a sentinel, what it alone has is among them.
 *
 * @param commands arity, flags, categories, tips and keys, as in a table
 */
record ServerAnswers(ServerVersion version, Map<String, CommandEntry> commands, Map<String, CommandDocs> docs) {}
