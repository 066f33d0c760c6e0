/** aioredis for Java: the commands of Redis and Valkey, typed, and the ways to connect. */
module io.aioredis {
    requires transitive io.aioredis.runtime;
    requires static transitive org.jspecify;

    exports io.aioredis;
    exports io.aioredis.commands;
}
