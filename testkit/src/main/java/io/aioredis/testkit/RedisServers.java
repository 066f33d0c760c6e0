package io.aioredis.testkit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds or brings a Redis or Valkey server and starts it for a test.
 *
 * <p>The server is, in this order:
 *
 * <ol>
 *   <li>the executable that the environment variable {@code AIOREDIS_TEST_SERVER} names; a value that is not the path
 *       of a Redis or Valkey server is an error, never passed over;
 *   <li>{@code redis-server}, else {@code valkey-server}, on the {@code PATH};
 *   <li>a container, if Testcontainers is on the class path and a Docker socket or {@code DOCKER_HOST} is there;
 *   <li>the {@linkplain #embedded() embedded} one.
 * </ol>
 *
 * <p>Every server listens on a free port of 127.0.0.1, keeps nothing on disk and ends with the JVM at the latest; only a
 * JVM that is itself killed leaves it running. What is found is found once per JVM. All methods may be called from any
 * thread.
 */
public final class RedisServers {
    private static final ServerFinder FINDER = new ServerFinder(System.getenv());

    private static @Nullable Optional<ServerExecutable> found;
    private static @Nullable RedisServer shared;

    private RedisServers() {}

    /** Starts a server of its own for the caller, who closes it. */
    public static RedisServer start() {
        return start(new String[0]);
    }

    /**
     * Starts a server of its own for the caller, who closes it, with further command line arguments: each name and each
     * value is an argument of its own, as in {@code start("--maxmemory", "10mb")}.
     *
     * <p>{@code "--port"} among them fixes the port, which lets a test bring a server back where it was. A container
     * always has the port that Docker chooses.
     *
     * @throws IllegalStateException if no server can be found, or it does not start; the message holds its last output
     */
    public static RedisServer start(String... extraArgs) {
        Optional<ServerExecutable> executable = find();
        if (executable.isPresent()) {
            return ServerProcess.start(executable.get(), extraArgs);
        }
        Optional<RedisServer> container =
                Docker.mayBeThere(System.getenv()) ? DockerServer.start(extraArgs) : Optional.empty();
        return container.orElseGet(() -> ServerProcess.start(EmbeddedExecutable.get(), extraArgs));
    }

    /**
     * Returns the one server that all tests of this JVM share, started by the first call.
     *
     * <p>Its {@link RedisServer#close() close()} does nothing; it stops when the JVM ends. A test that changes its
     * configuration or stops it needs one of its own.
     */
    public static synchronized RedisServer shared() {
        RedisServer server = shared;
        if (server == null) {
            server = start().unclosable();
            shared = server;
        }
        return server;
    }

    /**
     * Starts the Redis 7.0.15 that the class path brings, whatever else the machine has. The caller closes it.
     *
     * @throws IllegalStateException if there is none for this operating system and processor, or it does not start
     */
    public static RedisServer embedded() {
        return ServerProcess.start(EmbeddedExecutable.get());
    }

    private static synchronized Optional<ServerExecutable> find() {
        Optional<ServerExecutable> result = found;
        if (result == null) {
            result = FINDER.find();
            found = result;
        }
        return result;
    }
}
