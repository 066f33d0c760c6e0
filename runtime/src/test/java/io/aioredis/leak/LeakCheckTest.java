package io.aioredis.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
    @Test
    void aBufferThatIsNotReleasedIsReported() throws Exception {
        leak();
        assertThat(LeakCheck.collect()).hasSize(1);
    }

    @Test
    void aBufferThatIsReleasedIsNot() throws Exception {
        ByteBufAllocator.DEFAULT.directBuffer(16).release();
        assertThat(LeakCheck.collect()).isEmpty();
    }

    private static void leak() {
        ByteBufAllocator.DEFAULT.directBuffer(16).writeInt(1);
    }
}
