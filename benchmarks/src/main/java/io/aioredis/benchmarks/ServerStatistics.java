package io.aioredis.benchmarks;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The server's own counters, asked over a connection of their own. */
final class ServerStatistics implements AutoCloseable {
    private static final byte[] INFO = "*2\r\n$4\r\nINFO\r\n$5\r\nstats\r\n".getBytes(StandardCharsets.UTF_8);

    private final Socket socket;
    private final BufferedReader in;

    /** What the server has counted since its start; the INFO that asked is in the reads but not yet in the commands. */
    record Counters(long commands, long reads) {
        /** Commands per read since an earlier state, without the INFO that each of the two states was asked by. */
        double commandsPerReadSince(Counters before) {
            // of the two INFOs, one counts as a command between the states and the other as a read
            return (double) (commands - before.commands - 1) / (reads - before.reads - 1);
        }
    }

    ServerStatistics(ServerAddress address) throws IOException {
        socket = new Socket(address.host(), address.port());
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    Counters read() throws IOException {
        socket.getOutputStream().write(INFO);
        int length = Integer.parseInt(line().substring(1));
        char[] text = new char[length + 2];
        int read = 0;
        while (read < text.length) {
            int count = in.read(text, read, text.length - read);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            read += count;
        }
        return parse(new String(text));
    }

    static Counters parse(String info) {
        return new Counters(value(info, "total_commands_processed"), value(info, "total_reads_processed"));
    }

    private static long value(String info, String name) {
        return Arrays.stream(info.split("\r\n"))
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("INFO has no " + name));
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("the server closed the connection");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
