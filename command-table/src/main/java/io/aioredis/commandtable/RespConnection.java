package io.aioredis.commandtable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Just enough of a RESP3 client to ask a server for its commands; replies are trees of text, numbers, lists and maps. */
final class RespConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    RespConnection(String host, int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a command of plain words and returns its reply; an error reply is thrown. */
    @Nullable
    Object call(String... words) throws IOException {
        socket.getOutputStream().write((String.join(" ", words) + "\r\n").getBytes(UTF_8));
        return read();
    }

    private @Nullable Object read() throws IOException {
        String line = readLine();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ',', '#' -> rest;
            case ':' -> Long.valueOf(rest);
            case '_' -> null;
            case '$' -> readText(Integer.parseInt(rest));
            case '=' -> String.valueOf(readText(Integer.parseInt(rest))).substring(4);
            case '*', '~' -> readList(Integer.parseInt(rest));
            case '%' -> readMap(Integer.parseInt(rest));
            case '-' -> throw new IOException(rest);
            default -> throw new IOException("reply: " + line + " (expected: a value of RESP3)");
        };
    }

    private @Nullable String readText(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        String text = new String(in.readNBytes(length), UTF_8);
        readLine();
        return text;
    }

    private List<@Nullable Object> readList(int size) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(read());
        }
        return list;
    }

    private Map<String, @Nullable Object> readMap(int size) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(String.valueOf(read()), read());
        }
        return map;
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) b);
        }
        return line.substring(0, line.length() - 1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
