package io.aioredis.processor;

/** What a command answers: how the caller gets it, and how it is read. */
record ReplyDefinition(ReplyAdapter adapter, DecoderDefinition decoder) {}
