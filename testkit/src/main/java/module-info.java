/** Servers for tests: a real one, found or embedded, and one that follows a script. */
module io.aioredis.testkit {
    requires static transitive org.jspecify;

    exports io.aioredis.testkit;
}
