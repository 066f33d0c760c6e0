package io.aioredis.connection;

/** Which protocol a connection speaks. */
public enum ProtocolVersion {
    /** RESP2, which every server has. */
    RESP2,
    /** RESP3, which servers have from Redis 6.0 on; connecting fails where it is refused. */
    RESP3,
    /** RESP3 where the server has it, RESP2 otherwise. */
    RESP3_OR_RESP2
}
