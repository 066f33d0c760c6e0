/** The runtime of aioredis for Java: connection, codecs, protocol and the annotations that declare commands. */
module io.aioredis.runtime {
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.io_uring;
    requires io.netty.transport.classes.kqueue;
    requires io.netty.transport.unix.common;
    requires transitive io.netty.transport;
    requires jdk.net; // has the times of TCP keep-alive, which the JDK's sockets offer where it is there
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
