package io.aioredis.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that was asked for its version and said that it is a server. */
record ServerExecutable(Path path, String origin, String product, String version) {
    private static final Pattern VERSION = Pattern.compile("(?i)\\b(redis|valkey) server v=(\\S+)");

    /**
     * Runs {@code path --version}.
     *
     * @param name what the path was given as, for the message
     * @throws IllegalStateException if that is not a server
     */
    static ServerExecutable of(Path path, String name) {
        if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
            throw new IllegalStateException(name + ": " + path + " is not an executable file (expected: the path of a"
                    + " redis-server or valkey-server)");
        }
        String output = versionOutput(path, name);
        Matcher matcher = VERSION.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException(name + ": " + path + " --version printed \"" + firstLine(output)
                    + "\" (expected: the version of a redis-server or valkey-server)");
        }
        return new ServerExecutable(path, name, matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
    }

    private static String versionOutput(Path path, String name) {
        try {
            Process process = new ProcessBuilder(path.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + ": " + path + " cannot be run", e);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
