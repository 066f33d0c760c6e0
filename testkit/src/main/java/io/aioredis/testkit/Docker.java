package io.aioredis.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Says whether asking Docker is worth it: asking where there is none takes most of a second and fills the log. */
final class Docker {
    private Docker() {}

    static boolean mayBeThere(Map<String, String> environment) {
        return hasClient() && hasEngine(environment);
    }

    /** A command named docker proves nothing; a socket or an address does. */
    static boolean hasEngine(Map<String, String> environment) {
        return environment.containsKey("DOCKER_HOST")
                || Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
    }

    private static boolean hasClient() {
        // On the module path this module does not read Testcontainers, which has no module name of its own.
        if (Docker.class.getModule().isNamed()) {
            return false;
        }
        try {
            Class.forName("org.testcontainers.DockerClientFactory", false, Docker.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
