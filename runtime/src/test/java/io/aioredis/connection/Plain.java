package io.aioredis.connection;

/** How to connect to a server whose script does not begin with a handshake. */
final class Plain {
    static final ConnectionOptions OPTIONS = ConnectionOptions.builder()
            .protocol(ProtocolVersion.RESP2)
            .sendLibraryInfo(false)
            .build();

    private Plain() {}
}
