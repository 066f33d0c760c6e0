package io.aioredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecCacheTest {
    @ParameterizedTest
    @ValueSource(strings = {"GET", "get", "Config Get", "CLIENT"})
    void namesOfKnownCommandsAreKept(String command) {
        SpecCache cache = new SpecCache(8);
        assertThat(cache.get(command)).isSameAs(cache.get(command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET k", "CONFIG GET a", "MOD.GET", "CLIENT NONE", " GET", "CONFIG  GET"})
    void whateverElseIsWrittenIsNot(String command) {
        SpecCache cache = new SpecCache(8);
        assertThat(cache.get(command)).isNotSameAs(cache.get(command));
    }

    @Test
    void waysOfWritingANameAreBounded() {
        SpecCache cache = new SpecCache(2);
        assertThat(cache.get("get")).isSameAs(cache.get("get"));
        assertThat(cache.get("Get")).isSameAs(cache.get("Get"));
        assertThat(cache.get("GET")).isNotSameAs(cache.get("GET"));
        assertThat(cache.get("GET").name()).isEqualTo("GET");
    }
}
