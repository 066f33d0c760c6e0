package io.aioredis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large values through a whole connection, in JVMs that have memory for what is promised and for little more. */
class LargeValueMemoryTest {
    private static final int MIB = 1 << 20;

    private static final int SET_SIZE = 300 * MIB;

    private static final int GET_SIZE = 100 * MIB;

    /**
     * What twice the size leaves of it the young generation takes, the classes of Netty and of the connection, the pool's
     * 1.4 MiB for each of 4 processors, and the 2 MiB of the reply that are held in any case.
     */
    private static final int GET_HEAP = 2 * GET_SIZE + 24 * MIB;

    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServers.embedded();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The command holds a copy of an array, and what a text is encoded to; it leaves the heap in pieces of 64 KiB. */
    @ParameterizedTest
    @CsvSource({"nio,set-bytes", "epoll,set-bytes", "nio,set-text"})
    void aValueOf300MegabytesIsSetWith16MegabytesOfDirectMemory(String transport, String what) throws Exception {
        Transports.require(transport);
        List<String> limits = List.of("-XX:MaxDirectMemorySize=16m", "-Xmn6m", "-Xmx" + (2 * SET_SIZE + 24 * MIB));
        assertThat(SmallJvm.run(limits, what, "" + SET_SIZE, transport, server.url()))
                .isEqualTo("" + SET_SIZE);
    }

    @ParameterizedTest
    @CsvSource({"nio,get-bytes", "epoll,get-bytes", "nio,get-text"})
    void aValueIsGotWithTwiceItsSize(String transport, String what) throws Exception {
        Transports.require(transport);
        List<String> limits = List.of("-XX:MaxDirectMemorySize=16m", "-Xmn6m", "-Xmx" + GET_HEAP);
        assertThat(SmallJvm.run(limits, what, "" + GET_SIZE, transport, server.url()))
                .isEqualTo("" + GET_SIZE);
    }

    @Test
    void theHeapIsTooSmallForMoreThanThat() throws Exception {
        List<String> limits = List.of("-Xmn6m", "-Xmx" + (2 * GET_SIZE - 2 * MIB));
        assertThat(SmallJvm.run(limits, "get-bytes", "" + GET_SIZE, "nio", server.url()))
                .contains("java.lang.OutOfMemoryError");
    }
}
