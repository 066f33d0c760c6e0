package io.aioredis.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link ScriptedServer}, seen from the server.
 *
 * <p>Commands are read by the thread of the script. Everything else may be called from any thread; what one call sends
 * stays together.
 *
 * <p>A method that finds the client gone throws an {@link IOException} that ends the script and is no error of it.
 */
public final class Peer {
    /** Between two pieces, so that the client's event loop most often reads the one before the other comes. */
    private static final long PIECE_NANOS = 100_000;

    private static final byte[] LINE_END = {'\r', '\n'};

    private final Socket socket;
    private final InputStream in;
    private final Object writing = new Object();
    private final Object reading = new Object();
    private boolean paused;
    private boolean abandoned;

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(new GatedStream(socket.getInputStream()));
    }

    /**
     * Waits for the next command and returns its name and arguments as UTF-8 text, or null if the client has closed.
     *
     * @throws IllegalStateException if what came is not a command
     */
    public @Nullable List<String> next() throws IOException {
        List<byte[]> command = nextCommand();
        return command == null
                ? null
                : command.stream()
                        .map(word -> new String(word, StandardCharsets.UTF_8))
                        .toList();
    }

    /**
     * Waits for the next command and returns its name and arguments, or null if the client has closed.
     *
     * @throws IllegalStateException if what came is not a command
     */
    public @Nullable List<byte[]> nextCommand() throws IOException {
        try {
            in.mark(1);
            if (in.read() < 0) {
                return null;
            }
            in.reset();
        } catch (SocketException e) {
            // A client that dies with replies unread resets the connection.
            return null;
        }
        try {
            int count = readLength('*');
            List<byte[]> words = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                words.add(readBulk());
            }
            return words;
        } catch (EOFException | SocketException e) {
            throw new ClientGoneException(e);
        }
    }

    /** Waits for the next command, which must be this one, its name and arguments in the same case. */
    public void expect(String... command) throws IOException {
        List<String> actual = next();
        if (actual == null) {
            throw new AssertionError("the client closed (expected: " + String.join(" ", command) + ")");
        }
        if (!actual.equals(List.of(command))) {
            throw new AssertionError(String.join(" ", actual) + " (expected: " + String.join(" ", command) + ")");
        }
    }

    /** Answers every further command with a bulk string that names it, its words joined by a space, until the end. */
    public void echo() throws IOException {
        for (List<byte[]> command = nextCommand(); command != null; command = nextCommand()) {
            send(echoOf(command));
        }
    }

    /** Sends the text as UTF-8, line ends as they are given. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the bytes at once. */
    public void send(byte[] bytes) throws IOException {
        sendSplit(bytes);
    }

    /**
     * Sends the bytes in pieces that begin at 0 and at each of the given offsets, in rising order. Each piece is a packet
     * of its own; a client that is slow may still read two of them at once.
     */
    public void sendSplit(byte[] bytes, int... at) throws IOException {
        synchronized (writing) {
            try {
                int from = 0;
                for (int to : at) {
                    write(bytes, from, to);
                    LockSupport.parkNanos(PIECE_NANOS);
                    from = to;
                }
                write(bytes, from, bytes.length);
            } catch (SocketException e) {
                throw new ClientGoneException(e);
            }
        }
    }

    /** Sends each byte as a piece of its own, as {@link #sendSplit(byte[], int...)} does. */
    public void sendByteByByte(byte[] bytes) throws IOException {
        int[] at = new int[Math.max(0, bytes.length - 1)];
        for (int i = 0; i < at.length; i++) {
            at[i] = i + 1;
        }
        sendSplit(bytes, at);
    }

    /**
     * Stops reading from the connection, so that the client's writes stand still once the buffers between the two are
     * full. A read that already waits may still return what comes first; {@link #next()} waits from then on.
     */
    public void pauseReading() {
        synchronized (reading) {
            paused = true;
        }
    }

    /** Ends {@link #pauseReading()}. */
    public void resumeReading() {
        synchronized (reading) {
            paused = false;
            reading.notifyAll();
        }
    }

    /** Ends the connection in an orderly way: the client receives all that was sent, and then its end. */
    public void close() throws IOException {
        // Closing the socket would send a reset behind it if something unread has arrived; that may overtake the data.
        synchronized (writing) {
            if (!socket.isClosed() && !socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
        }
    }

    /** Kills the connection by a reset, which may overtake what was sent before it. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Throws away what still comes until the client closes, and then closes as well. */
    void discardRest() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            socket.close();
        } catch (SocketException e) {
            throw new ClientGoneException(e);
        }
    }

    /** Ends whatever still goes on here, without a word to the client. */
    void abandon() {
        try {
            reset();
        } catch (IOException e) {
            // It is closed already.
        }
        synchronized (reading) {
            abandoned = true; // a script that pauses from now on does not wait for anybody
            reading.notifyAll();
        }
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        socket.getOutputStream().write(bytes, from, to - from);
    }

    private byte[] readBulk() throws IOException {
        int length = readLength('$');
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        expectByte('\r');
        expectByte('\n');
        return bytes;
    }

    private int readLength(char type) throws IOException {
        expectByte(type);
        int length = 0;
        int digits = 0;
        int b = readByte();
        for (; b >= '0' && b <= '9' && digits < 9; b = readByte(), digits++) {
            length = length * 10 + b - '0';
        }
        if (b != '\r' || digits == 0) {
            throw new IllegalStateException("byte in a length: " + b + " (expected: one to nine digits, then CR)");
        }
        expectByte('\n');
        return length;
    }

    private void expectByte(char expected) throws IOException {
        int b = readByte();
        if (b != expected) {
            throw new IllegalStateException("byte in a command: " + b + " (expected: " + (int) expected + ")");
        }
    }

    private int readByte() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException();
        }
        return b;
    }

    private static byte[] echoOf(List<byte[]> command) {
        int length = command.size() - 1;
        for (byte[] word : command) {
            length += word.length;
        }
        ByteArrayOutputStream reply = new ByteArrayOutputStream(length + 16);
        reply.writeBytes(("$" + length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < command.size(); i++) {
            if (i > 0) {
                reply.write(' ');
            }
            reply.writeBytes(command.get(i));
        }
        reply.writeBytes(LINE_END);
        return reply.toByteArray();
    }

    /** Says that the client, and not the script, ended the connection. */
    static final class ClientGoneException extends IOException {
        private static final long serialVersionUID = 1L;

        ClientGoneException(IOException cause) {
            super("the client has closed the connection", cause);
        }
    }

    /** Lets nothing through while reading is paused. */
    private final class GatedStream extends InputStream {
        private final InputStream source;

        GatedStream(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            awaitOpen();
            return source.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            awaitOpen();
            return source.read(target, offset, length);
        }

        private void awaitOpen() throws IOException {
            synchronized (reading) {
                while (paused && !abandoned) {
                    try {
                        reading.wait();
                    } catch (InterruptedException e) {
                        throw new SocketException("reading was paused when the server closed");
                    }
                }
            }
        }
    }
}
