package io.aioredis.connection;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A program for a JVM with little memory: sends or asks for one large value and prints how long it is. */
final class LargeValues {
    private LargeValues() {}

    /**
     * @param arguments {@code set-bytes}, {@code set-text}, {@code get-bytes} or {@code get-text}; the size in bytes; the
     *     transport; the server's URL; the certificate of its authority, if it is one with TLS
     */
    public static void main(String[] arguments) {
        int size = Integer.parseInt(arguments[1]);
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                1, Transport.of(arguments[2]).loops().get());
        ConnectionOptions.Builder options = ConnectionOptions.builder().eventLoopGroup(loop);
        if (arguments.length > 4) {
            options.tls(TlsOptions.builder()
                    .trustCertificates(Path.of(arguments[4]))
                    .build());
        }
        if (arguments[0].endsWith("-text")) {
            options.encoding(StandardCharsets.UTF_8);
        }
        try (RedisConnection redis =
                RedisConnection.connect(arguments[3], options.build()).join()) {
            if (arguments[0].startsWith("set-")) {
                redis.execute("SET", "sent", value(arguments[0], size)).join();
                System.out.println(redis.execute("STRLEN", "sent").join());
            } else {
                redis.execute("SETRANGE", "made", size - 1, "x").join();
                Object value = redis.execute("GET", "made").join();
                System.out.println(value instanceof String text ? text.length() : ((byte[]) value).length);
            }
        } finally {
            loop.shutdownGracefully(0, 10, TimeUnit.SECONDS); // else the JVM lives two seconds longer
        }
    }

    private static Object value(String what, int size) {
        if (what.equals("set-text")) {
            return "x".repeat(size);
        }
        byte[] value = new byte[size];
        Arrays.fill(value, (byte) 'x');
        return value;
    }
}
