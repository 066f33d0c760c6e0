package io.aioredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** Starts a server in a container. The only class that names Testcontainers: loaded only where it is known to be. */
final class DockerServer {
    private static final String IMAGE = "redis:8";
    private static final int PORT = 6379;

    private DockerServer() {}

    /** Returns nothing if there is no engine behind the socket. */
    static Optional<RedisServer> start(String... extraArgs) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of("redis-server", "--save", "", "--appendonly", "no"));
        command.addAll(List.of(extraArgs));
        @SuppressWarnings("resource") // The server that is returned stops it, and at the end of the JVM its own reaper.
        GenericContainer<?> container =
                new GenericContainer<>(IMAGE).withExposedPorts(PORT).withCommand(command.toArray(String[]::new));
        container.start();
        String host = container.getHost();
        int port = container.getMappedPort(PORT);
        return Optional.of(new RedisServer(
                "redis", version(host, port), "image " + IMAGE, host, port, OptionalLong.empty(), container::stop));
    }

    private static String version(String host, int port) {
        try (Probe probe = new Probe(host, port)) {
            return Probe.field(probe.info(), "redis_version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
