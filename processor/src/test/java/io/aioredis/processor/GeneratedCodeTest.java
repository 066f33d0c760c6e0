package io.aioredis.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.aioredis.codec.Codec;
import io.aioredis.connection.CommandExecutor;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyParser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What generated clients send, and what they make of replies. */
class GeneratedCodeTest {
    private static final String HEADER = """
            package io.example;

            import io.aioredis.annotation.*;
            import java.util.*;
            import java.util.concurrent.*;

            @RedisCommands
            public interface Foo%s {
                %s
            }
            """;

    private final Recorder executor = new Recorder();

    @Test
    void argumentsFollowTheWords() throws Exception {
        Client client =
                client("", "@Command(\"ZADD\") CompletableFuture<Long> add(@Key String key, double score, String m);");
        Future<?> reply = client.call("add", "board", 1.5, "ann");

        assertThat(executor.sent()).isEqualTo("*4\r\n$4\r\nZADD\r\n$5\r\nboard\r\n$3\r\n1.5\r\n$3\r\nann\r\n");
        executor.answer(":1\r\n");
        assertThat(reply.get()).isEqualTo(1L);
    }

    @Test
    void aTemplatePlacesArguments() throws Exception {
        Client client = client("", """
                @Command("ZREVRANGE :key 0 :last ::x WITHSCORES")
                CompletableFuture<List<Entry>> top(long last, @Key String key);
                record Entry(String player, double score) {}
                """);
        Future<?> reply = client.call("top", 9L, "board");

        assertThat(executor.sent())
                .isEqualTo(
                        "*6\r\n$9\r\nZREVRANGE\r\n$5\r\nboard\r\n$1\r\n0\r\n$1\r\n9\r\n$2\r\n:x\r\n$10\r\nWITHSCORES\r\n");
        executor.answer("*4\r\n$3\r\nann\r\n$1\r\n2\r\n$3\r\nbob\r\n$3\r\n1.5\r\n");
        assertThat(reply.get()).asString().isEqualTo("[Entry[player=ann, score=2.0], Entry[player=bob, score=1.5]]");
    }

    @Test
    void constantWordsAreCountedInBytes() throws Exception {
        client("", "@Command(\"ECHO grüße\") CompletableFuture<String> hello();")
                .call("hello");

        assertThat(executor.sent()).isEqualTo("*2\r\n$4\r\nECHO\r\n$7\r\ngrüße\r\n");
    }

    @Test
    void numbersAreSentByTheirShortestDecimals() throws Exception {
        Client client = client(
                "",
                "@Command(\"N\") CompletableFuture<Void> n(byte b, Short s, int i, Long l, float f, Float g, Double d);");
        Future<?> reply = client.call("n", (byte) -1, (short) 2, 3, 4L, 0.1f, 1e10f, 0.1);

        assertThat(executor.words()).containsExactly("*8", "N", "-1", "2", "3", "4", "0.1", "10000000000", "0.1");
        executor.answer("+OK\r\n");
        assertThat(reply.get()).isNull();
    }

    @Test
    void codecsEncodeAndDecodeByRole() throws Exception {
        Client client = client("<K, V>", """
                @Command("GETSET") CompletableFuture<V> exchange(@Key K key, V value);
                @Command("ZPOPMAX") CompletableFuture<Bounded<V>> pop(@Key K key);
                record Bounded<T>(T value, double score) {}
                """, Codec.bytes(), Codec.utf8());
        Future<?> reply = client.call("exchange", "key".getBytes(UTF_8), "new");

        assertThat(executor.words()).containsExactly("*3", "GETSET", "key", "new");
        executor.answer("$3\r\nold\r\n");
        assertThat(reply.get()).isEqualTo("old");

        reply = client.call("pop", new byte[] {'k'});
        executor.answer("*2\r\n$1\r\na\r\n$1\r\n2\r\n");
        assertThat(reply.get()).asString().isEqualTo("Bounded[value=a, score=2.0]");
    }

    @Test
    void aBoundedRecordIsReadByTheCodec() throws Exception {
        Client client = client("<V extends Comparable<V>>", """
                @Command("ZPOPMAX") CompletableFuture<Bounded<V>> pop(@Key String key);
                record Bounded<T extends Comparable<T>>(T value, double score) {}
                """, Codec.utf8());
        Future<?> reply = client.call("pop", "key");

        executor.answer("*2\r\n$1\r\na\r\n$1\r\n2\r\n");
        assertThat(reply.get()).asString().isEqualTo("Bounded[value=a, score=2.0]");
    }

    @Test
    void nullIsRefusedByNameBeforeAnythingIsSent() throws Exception {
        Client client = client("<V>", """
                @Command("A") CompletableFuture<Void> text(String first, String second);
                @Command("B") CompletableFuture<Void> bytes(byte[] data);
                @Command("C") CompletableFuture<Void> box(Integer count);
                @Command("D") CompletableFuture<Void> floating(Float ratio);
                @Command("E") CompletableFuture<Void> value(V value);
                """, Codec.utf8());

        assertThatNullPointerException()
                .isThrownBy(() -> client.call("text", "a", null))
                .withMessage("second");
        assertThatNullPointerException()
                .isThrownBy(() -> client.call("bytes", (Object) null))
                .withMessage("data");
        assertThatNullPointerException()
                .isThrownBy(() -> client.call("box", (Object) null))
                .withMessage("count");
        assertThatNullPointerException()
                .isThrownBy(() -> client.call("floating", (Object) null))
                .withMessage("ratio");
        assertThatNullPointerException()
                .isThrownBy(() -> client.call("value", (Object) null))
                .withMessage("value");
        assertThat(executor.calls).isEmpty();
    }

    @Test
    void closingAClientClosesItsExecutor() throws Exception {
        Client client = client("", "@Command(\"PING\") CompletableFuture<String> ping();");
        ((AutoCloseable) client.object).close();

        assertThat(executor.isClosed).isTrue();
    }

    private Client client(String parameters, String members, Codec<?>... codecs) throws Exception {
        Compiled compiled = Compiled.with(
                Compiled.With.JAVAC,
                new RedisCommandsProcessor(),
                List.of("-parameters"),
                List.of(Compiled.source("io.example.Foo", HEADER.formatted(parameters, members))));
        assertThat(compiled.errors()).isEmpty();
        List<Object> arguments = new ArrayList<>(List.of(executor));
        arguments.addAll(Arrays.asList(codecs));
        Class<?> type =
                new URLClassLoader(new URL[] {compiled.classes().toUri().toURL()}).loadClass("io.example.FooClient");
        return new Client(type.getConstructors()[0].newInstance(arguments.toArray()));
    }

    private record Client(Object object) {
        Future<?> call(String name, Object... arguments) throws Exception {
            Method method = Arrays.stream(object.getClass().getMethods())
                    .filter(candidate -> candidate.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
            try {
                return (Future<?>) method.invoke(object, arguments);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }

    /** Keeps calls instead of sending them. */
    private static final class Recorder implements CommandExecutor {
        private final List<Call<?>> calls = new ArrayList<>();
        private boolean isClosed;

        @Override
        public <T> CompletableFuture<T> execute(Call<T> call) {
            calls.add(call);
            return call;
        }

        @Override
        public void executeAll(List<? extends Call<?>> all) {
            calls.addAll(all);
        }

        @Override
        public void close() {
            isClosed = true;
        }

        String sent() {
            Call<?> last = calls.get(calls.size() - 1);
            ByteBuffer bytes = ByteBuffer.allocate((int) last.size());
            last.copyTo(0, bytes);
            return new String(bytes.array(), UTF_8);
        }

        List<String> words() {
            return sent().lines().filter(line -> !line.startsWith("$")).toList();
        }

        void answer(String reply) {
            ReplyParser parser = ReplyParser.resp();
            byte[] bytes = reply.getBytes(UTF_8);
            parser.feed(bytes, 0, bytes.length);
            calls.get(calls.size() - 1).complete(parser.next());
        }
    }
}
