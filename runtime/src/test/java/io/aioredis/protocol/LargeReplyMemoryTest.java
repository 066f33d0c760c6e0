package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A large reply takes at most twice its size, as a JVM shows whose heap has room for that and for little more. */
class LargeReplyMemoryTest {
    private static final int SIZE = 160 << 20;

    /** What twice the size leaves of it, the young generation takes, the JVM's own objects and the pool. */
    private static final int HEAP = 2 * SIZE + (8 << 20);

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "string", "detached"})
    void aLargeReplyFitsIntoTwiceItsSize(String how) throws Exception {
        assertThat(run(HEAP, how)).isEqualTo("" + SIZE);
    }

    @Test
    void theHeapIsTooSmallForMoreThanThat() throws Exception {
        assertThat(run(2 * SIZE - (2 << 20), "bytes")).contains("java.lang.OutOfMemoryError");
    }

    private static String run(int heap, String how) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-XX:+UseSerialGC", // needs no free place beside a large array, as others may
                        "-Xmn3m",
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeReplyMemory.class.getName(),
                        "" + SIZE,
                        how))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return output.strip();
        } finally {
            process.destroyForcibly();
        }
    }
}
