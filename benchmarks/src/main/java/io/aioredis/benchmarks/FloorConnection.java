package io.aioredis.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A blocking socket that writes commands encoded beforehand and counts the bytes of the replies: what remains of a client
 * without encoding, decoding, futures and threads.
 */
final class FloorConnection implements AutoCloseable {
    private static final int READ_BUFFER = 256 * 1024;
    private static final String END = "end";

    private final SocketChannel channel;
    private final ByteBuffer reading = ByteBuffer.allocateDirect(READ_BUFFER);
    private final int replySize;
    private final int requestSize;
    private final ByteBuffer requests;
    private final int period;
    private int next;

    private boolean isStreaming;
    private int answered;
    private long answeredBytes;

    FloorConnection(ServerAddress address, Operation operation) throws IOException {
        channel = SocketChannel.open(address.socketAddress());
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        period = operation.period();
        byte[] first = encode(operation.words(0));
        requestSize = first.length;
        requests = ByteBuffer.allocateDirect(period * requestSize);
        for (int i = 0; i < period; i++) {
            requests.put(encode(operation.words(i)));
        }
        replySize = measureReply(first);
    }

    static byte[] encode(List<String> words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("*" + words.size() + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (String word : words) {
            byte[] text = word.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(("$" + text.length + "\r\n").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(text);
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Sends the request and an ECHO, and counts what comes before the echo. */
    private int measureReply(byte[] request) throws IOException {
        writeFully(ByteBuffer.wrap(request));
        writeFully(ByteBuffer.wrap(encode(List.of("ECHO", END))));
        String echo = "$" + END.length() + "\r\n" + END + "\r\n";
        StringBuilder tail = new StringBuilder();
        int total = 0;
        do {
            total += read();
            tail.append(StandardCharsets.ISO_8859_1.decode(reading.flip()));
            tail.delete(0, Math.max(0, tail.length() - echo.length()));
        } while (!tail.toString().equals(echo));
        return total - echo.length();
    }

    /** Writes so many commands and reads until all are answered. */
    void burst(int commands) throws IOException {
        send(commands);
        long left = (long) commands * replySize;
        while (left > 0) {
            left -= read();
        }
    }

    /**
     * Reads until another so many commands are answered, writing as many after each read as it has answered. The first
     * call writes those that are in flight from then on.
     */
    void stream(int inFlight, int commands) throws IOException {
        if (!isStreaming) {
            isStreaming = true;
            send(inFlight);
        }
        while (answered < commands) {
            answeredBytes += read();
            int now = (int) (answeredBytes / replySize);
            answeredBytes %= replySize;
            send(now);
            answered += now;
        }
        answered -= commands; // the last read may have answered some of the next call's
    }

    private void send(int commands) throws IOException {
        int left = commands;
        while (left > 0) {
            int slice = Math.min(left, period - next);
            writeFully(requests.limit((next + slice) * requestSize).position(next * requestSize));
            next = (next + slice) % period;
            left -= slice;
        }
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private int read() throws IOException {
        reading.clear();
        int count = channel.read(reading);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
