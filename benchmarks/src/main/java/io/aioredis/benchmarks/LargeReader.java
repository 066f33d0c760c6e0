package io.aioredis.benchmarks;

import io.aioredis.Aioredis;
import io.aioredis.connection.ConnectionOptions;
import io.aioredis.connection.RedisConnection;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads one large value by GET, again and again, with one client. */
interface LargeReader extends AutoCloseable {
    /** Reads the value and returns how long it is. */
    int read() throws IOException;

    @Override
    void close() throws IOException;

    /** Which clients read it, and as what. */
    enum Kind {
        SOCKET("bare socket, into one array", LargeReader::socket),
        AIOREDIS_BYTES("aioredis, byte[]", LargeReader::aioredisBytes),
        AIOREDIS_TEXT("aioredis, String", LargeReader::aioredisText),
        LETTUCE_BYTES("Lettuce, byte[]", LargeReader::lettuceBytes),
        LETTUCE_TEXT("Lettuce, String", LargeReader::lettuceText),
        JEDIS_BYTES("Jedis, byte[]", LargeReader::jedisBytes),
        JEDIS_TEXT("Jedis, String", LargeReader::jedisText);

        private final String title;
        private final Opening opening;

        Kind(String title, Opening opening) {
            this.title = title;
            this.opening = opening;
        }

        String title() {
            return title;
        }

        LargeReader open(ServerAddress address, String key) throws IOException {
            return opening.open(address, key);
        }
    }

    /** Connects one client. */
    @FunctionalInterface
    interface Opening {
        LargeReader open(ServerAddress address, String key) throws IOException;
    }

    /** A read and what ends its client. */
    private static LargeReader of(Reading reading, Runnable end) {
        return new LargeReader() {
            @Override
            public int read() throws IOException {
                return reading.length();
            }

            @Override
            public void close() {
                end.run();
            }
        };
    }

    /** What a client does. */
    @FunctionalInterface
    interface Reading {
        int length() throws IOException;
    }

    private static LargeReader aioredisBytes(ServerAddress address, String key) {
        RedisConnection connection = Aioredis.createConnection(address.url()).join();
        return of(() -> ((byte[]) connection.execute("GET", key).join()).length, connection::close);
    }

    private static LargeReader aioredisText(ServerAddress address, String key) {
        ConnectionOptions text =
                ConnectionOptions.builder().encoding(StandardCharsets.UTF_8).build();
        RedisConnection connection =
                Aioredis.createConnection(address.url(), text).join();
        return of(() -> ((String) connection.execute("GET", key).join()).length(), connection::close);
    }

    private static LargeReader lettuceBytes(ServerAddress address, String key) {
        RedisClient client = RedisClient.create(address.url());
        var commands = client.connect(ByteArrayCodec.INSTANCE).sync();
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        return of(() -> commands.get(name).length, client::shutdown);
    }

    private static LargeReader lettuceText(ServerAddress address, String key) {
        RedisClient client = RedisClient.create(address.url());
        var commands = client.connect().sync();
        return of(() -> commands.get(key).length(), client::shutdown);
    }

    private static LargeReader jedisBytes(ServerAddress address, String key) {
        redis.clients.jedis.RedisClient jedis = jedis(address);
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        return of(() -> jedis.get(name).length, jedis::close);
    }

    private static LargeReader jedisText(ServerAddress address, String key) {
        redis.clients.jedis.RedisClient jedis = jedis(address);
        return of(() -> jedis.get(key).length(), jedis::close);
    }

    private static redis.clients.jedis.RedisClient jedis(ServerAddress address) {
        return redis.clients.jedis.RedisClient.builder()
                .hostAndPort(address.host(), address.port())
                .build();
    }

    /** The floor: what is read goes from the socket into an array that is there already, and nobody else sees it. */
    private static LargeReader socket(ServerAddress address, String key) throws IOException {
        return new LargeReader() {
            private final SocketChannel channel = SocketChannel.open(address.socketAddress());
            private final ByteBuffer window = ByteBuffer.allocateDirect(256 * 1024);
            private final byte[] request = FloorConnection.encode(List.of("GET", key));
            private byte[] value = {};

            @Override
            public int read() throws IOException {
                channel.write(ByteBuffer.wrap(request));
                refill();
                int length = readHead();
                if (value.length != length) {
                    value = new byte[length];
                }
                int at = 0;
                while (at < length) {
                    if (!window.hasRemaining()) {
                        refill();
                    }
                    int step = Math.min(window.remaining(), length - at);
                    window.get(value, at, step);
                    at += step;
                }
                for (int rest = 2; rest > 0; rest--) {
                    if (!window.hasRemaining()) {
                        refill();
                    }
                    window.get();
                }
                return length;
            }

            /** The first read of a reply holds the whole line, since the server writes it at once. */
            private int readHead() {
                int length = 0;
                window.get();
                for (byte digit = window.get(); digit != '\r'; digit = window.get()) {
                    length = 10 * length + digit - '0';
                }
                window.get();
                return length;
            }

            private void refill() throws IOException {
                window.clear();
                if (channel.read(window) < 0) {
                    throw new EOFException("the server closed the connection");
                }
                window.flip();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
