package io.aioredis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the servers here are shell scripts")
class ServerFinderTest {
    @TempDir
    Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void makeFolders() throws IOException {
        first = Files.createDirectory(folder.resolve("first"));
        second = Files.createDirectory(folder.resolve("second"));
    }

    @Test
    void nothingIsFoundWhereNothingIs() {
        assertThat(new ServerFinder(Map.of("PATH", path())).find()).isEmpty();
        assertThat(new ServerFinder(Map.of()).find()).isEmpty();
    }

    @Test
    void variableGoesBeforeThePath() throws IOException {
        script(first.resolve("redis-server"), "Redis server v=7.0.15 sha=00000000:0 malloc=libc bits=64");
        Path named = script(folder.resolve("mine"), "Valkey server v=9.1.2 sha=00000000:0 malloc=libc bits=64");
        assertThat(new ServerFinder(Map.of("PATH", path(), "AIOREDIS_TEST_SERVER", named.toString())).find())
                .contains(new ServerExecutable(named, "AIOREDIS_TEST_SERVER", "valkey", "9.1.2"));
    }

    @Test
    void redisOnThePathGoesBeforeValkey() throws IOException {
        script(first.resolve("valkey-server"), "Valkey server v=8.1.1 sha=00000000:0");
        Path redis = script(second.resolve("redis-server"), "Redis server v=8.0.2 sha=00000000:0");
        assertThat(new ServerFinder(Map.of("PATH", path())).find())
                .contains(new ServerExecutable(redis, "PATH", "redis", "8.0.2"));
    }

    @Test
    void valkeyOnThePathIsFound() throws IOException {
        Path valkey = script(second.resolve("valkey-server"), "Valkey server v=8.1.1 sha=00000000:0");
        assertThat(new ServerFinder(Map.of("PATH", path())).find())
                .contains(new ServerExecutable(valkey, "PATH", "valkey", "8.1.1"));
    }

    @Test
    void variableThatNamesNoFileIsAnError() {
        Path missing = folder.resolve("missing");
        assertThatIllegalStateException()
                .isThrownBy(() -> new ServerFinder(Map.of("AIOREDIS_TEST_SERVER", missing.toString())).find())
                .withMessage("AIOREDIS_TEST_SERVER: " + missing + " is not an executable file (expected: the path of a"
                        + " redis-server or valkey-server)");
    }

    @Test
    void variableThatNamesAnotherProgramIsAnError() throws IOException {
        Path other = script(folder.resolve("other"), "other 1.0");
        assertThatIllegalStateException()
                .isThrownBy(() -> new ServerFinder(Map.of("AIOREDIS_TEST_SERVER", other.toString())).find())
                .withMessage("AIOREDIS_TEST_SERVER: " + other + " --version printed \"other 1.0\" (expected: the"
                        + " version of a redis-server or valkey-server)");
    }

    @Test
    void embeddedServerIsNamedAsItsArtifactNamesIt() {
        assertThat(EmbeddedExecutable.resource("Linux", "amd64")).isEqualTo("redis-server-7.0.15-linux-amd64");
        assertThat(EmbeddedExecutable.resource("Linux", "aarch64")).isEqualTo("redis-server-7.0.15-linux-arm64");
        assertThat(EmbeddedExecutable.resource("Linux", "i386")).isEqualTo("redis-server-7.0.15-linux-386");
        assertThat(EmbeddedExecutable.resource("Mac OS X", "x86_64")).isEqualTo("redis-server-7.0.15-darwin-amd64");
        assertThat(EmbeddedExecutable.resource("Mac OS X", "aarch64")).isEqualTo("redis-server-7.0.15-darwin-arm64");
    }

    @Test
    void dockerIsAskedOnlyWhereASocketOrAnAddressIs() {
        assertThat(Docker.hasEngine(Map.of("DOCKER_HOST", "tcp://127.0.0.1:2375")))
                .isTrue();
    }

    private String path() {
        return first + File.pathSeparator + second;
    }

    private static Path script(Path file, String version) throws IOException {
        Files.writeString(file, "#!/bin/sh\necho '" + version + "'\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
