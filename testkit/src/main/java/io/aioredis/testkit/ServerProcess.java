package io.aioredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that is a process of this machine, with a temporary folder of its own. */
final class ServerProcess {
    private static final String HOST = "127.0.0.1";
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int MAX_ATTEMPTS = 5;
    private static final int OUTPUT_LINES = 20;

    /** What the hook ends when the JVM goes; a process left behind would live on for ever. */
    private static final Set<ServerProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(ServerProcess::stop), "aioredis-testkit-stop"));
    }

    private final Process process;
    private final Path folder;

    private ServerProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    static RedisServer start(ServerExecutable executable, String... extraArgs) {
        OptionalLong fixedPort = fixedPort(extraArgs);
        for (int attempt = 1; ; attempt++) {
            int port = fixedPort.isPresent() ? (int) fixedPort.getAsLong() : freePort();
            ServerProcess server = launch(executable, port, extraArgs);
            try {
                server.awaitReady(port);
                return new RedisServer(
                        executable.product(),
                        executable.version(),
                        executable.origin() + ": " + executable.path(),
                        HOST,
                        port,
                        OptionalLong.of(server.process.pid()),
                        server::stop);
            } catch (PortTakenException e) {
                server.stop();
                if (fixedPort.isPresent() || attempt == MAX_ATTEMPTS) {
                    throw new IllegalStateException(executable.path() + ": " + e.getMessage(), e);
                }
            } catch (RuntimeException e) {
                server.stop();
                throw new IllegalStateException(executable.path() + ": " + e.getMessage(), e);
            }
        }
    }

    private static OptionalLong fixedPort(String... args) {
        int at = Arrays.asList(args).lastIndexOf("--port");
        if (at < 0) {
            return OptionalLong.empty();
        }
        if (at + 1 == args.length) {
            throw new IllegalArgumentException("--port without a value (expected: the port as an argument of its own)");
        }
        return OptionalLong.of(Long.parseLong(args[at + 1]));
    }

    /** Nothing keeps the port for the server until it binds it; who loses that race starts again. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    private static ServerProcess launch(ServerExecutable executable, int port, String... extraArgs) {
        try {
            Path folder = Files.createTempDirectory("aioredis-server-");
            List<String> command = new ArrayList<>();
            command.add(executable.path().toString());
            command.addAll(List.of("--port", Integer.toString(port), "--bind", HOST, "--dir", folder.toString()));
            command.addAll(List.of("--save", "", "--appendonly", "no"));
            command.addAll(List.of(extraArgs));
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output(folder).toFile())
                    .start();
            process.getOutputStream().close();
            ServerProcess server = new ServerProcess(process, folder);
            RUNNING.add(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("starting " + executable.path(), e);
        }
    }

    private static Path output(Path folder) {
        return folder.resolve("output");
    }

    private void awaitReady(int port) {
        long start = System.nanoTime();
        do {
            if (exitsWithin(5)) {
                String output = lastOutput();
                if (output.contains("Could not create server TCP listening socket")) {
                    throw new PortTakenException("port " + port + " was taken; last output:\n" + output);
                }
                throw new IllegalStateException(
                        "ended with status " + process.exitValue() + " before it answered; last output:\n" + output);
            }
            if (System.nanoTime() - start > START_NANOS) {
                throw new IllegalStateException("no answer on port " + port + " within "
                        + TimeUnit.NANOSECONDS.toSeconds(START_NANOS) + " s; last output:\n" + lastOutput());
            }
        } while (!answers(port));
    }

    private boolean answers(int port) {
        try (Probe probe = new Probe(HOST, port)) {
            // An error such as NOAUTH is an answer too: the arguments may ask for a password.
            if (probe.call("PING").startsWith("-LOADING")) {
                return false;
            }
            String pid = Probe.field(probe.info(), "process_id");
            return pid.isEmpty() || isOurs(Long.parseLong(pid));
        } catch (IOException e) {
            return false;
        }
    }

    /** Another server may have won the port and answer in the place of ours, which then is about to end. */
    private boolean isOurs(long pid) {
        return process.pid() == pid || process.descendants().anyMatch(child -> child.pid() == pid);
    }

    private boolean exitsWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server started", e);
        }
    }

    private String lastOutput() {
        try {
            List<String> lines = Files.readAllLines(output(folder), StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - OUTPUT_LINES), lines.size()));
        } catch (IOException e) {
            return "(not readable: " + e + ")";
        }
    }

    /** Kills, since a polite end may wait ten seconds for replicas and a suspended process would never hear of it. */
    private void stop() {
        if (!RUNNING.remove(this)) {
            return;
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // A folder left in the temporary directory fails no test.
            folder.toFile().deleteOnExit();
        }
    }

    private static final class PortTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PortTakenException(String message) {
            super(message);
        }
    }
}
