package io.aioredis.commandtable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server that was started to be asked, and is stopped when that is done. */
final class AskedServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Process process;
    private final Path folder;
    private final int port;

    private AskedServer(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Asks the server of an executable, and the same as a sentinel, which alone lists what a sentinel has. */
    static ServerAnswers ask(String executable) throws IOException {
        ServerAnswers answers;
        try (AskedServer server = start(executable, false);
                RespConnection connection = server.connect()) {
            answers = AnswerReader.ask(connection);
        }
        try (AskedServer sentinel = start(executable, true);
                RespConnection connection = sentinel.connect()) {
            ServerAnswers more = AnswerReader.ask(connection);
            more.commands().forEach((name, entry) -> {
                if (isSentinels(name)) {
                    answers.commands().putIfAbsent(name, entry);
                }
            });
            more.docs().forEach((name, docs) -> {
                if (isSentinels(name)) {
                    answers.docs().putIfAbsent(name, docs);
                }
            });
        }
        return answers;
    }

    static boolean isSentinels(String name) {
        return name.equals("SENTINEL") || name.startsWith("SENTINEL ");
    }

    private static AskedServer start(String executable, boolean isSentinel) throws IOException {
        int port = freePort();
        Path folder = Files.createTempDirectory("aioredis-command-table-");
        List<String> command = new ArrayList<>(List.of(executable));
        if (isSentinel) {
            Path config = folder.resolve("sentinel.conf");
            Files.writeString(config, "port " + port + "\nbind " + HOST + "\ndir " + folder + "\n");
            command.addAll(List.of(config.toString(), "--sentinel"));
        } else {
            command.addAll(List.of("--port", Integer.toString(port), "--bind", HOST, "--dir", folder.toString()));
            command.addAll(List.of("--save", "", "--appendonly", "no"));
        }
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        return new AskedServer(process, folder, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private RespConnection connect() throws IOException {
        long start = System.nanoTime();
        while (true) {
            try {
                return new RespConnection(HOST, port);
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - start > START_NANOS) {
                    throw new IOException(
                            "the server does not answer on port " + port + "; its output:\n"
                                    + Files.readString(folder.resolve("output")),
                            e);
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
