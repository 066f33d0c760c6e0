package io.aioredis.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a server among the programs of this machine: the one that a variable names, else one on the path. */
final class ServerFinder {
    static final String VARIABLE = "AIOREDIS_TEST_SERVER";

    private static final List<String> NAMES = List.of("redis-server", "valkey-server");

    private final Map<String, String> environment;

    ServerFinder(Map<String, String> environment) {
        this.environment = environment;
    }

    Optional<ServerExecutable> find() {
        String named = environment.get(VARIABLE);
        if (named != null) {
            return Optional.of(ServerExecutable.of(path(named), VARIABLE));
        }
        return NAMES.stream().flatMap(name -> onPath(name).stream()).findFirst();
    }

    private Optional<ServerExecutable> onPath(String name) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty()) {
                Path candidate = path(folder).resolve(name);
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return Optional.of(ServerExecutable.of(candidate, "PATH"));
                }
            }
        }
        return Optional.empty();
    }

    private static Path path(String text) {
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalStateException(VARIABLE + ": \"" + text + "\" is not a path", e);
        }
    }
}
