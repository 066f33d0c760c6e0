/** The runtime of aioredis for Java: connection, codecs, protocol and the annotations that declare commands. */
module io.aioredis.runtime {
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.slf4j;
    requires static transitive java.compiler; // has the @Generated that stands on generated code
    requires static transitive org.jspecify;

    exports io.aioredis.annotation;
    exports io.aioredis.codec;
    exports io.aioredis.connection;
    exports io.aioredis.exception;
    exports io.aioredis.mixin;
    exports io.aioredis.protocol;
    exports io.aioredis.pubsub;
}
