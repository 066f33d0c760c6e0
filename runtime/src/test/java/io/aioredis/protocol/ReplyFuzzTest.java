package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.exception.DecodeException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.ReplyException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random replies, right and wrong. {@code -Dfuzz.frames} says how many wrong ones; a test that fails prints what reproduces
 * it.
 */
class ReplyFuzzTest {
    private static final int FRAMES = Integer.getInteger("fuzz.frames", 1_000_000);

    /** What a frame may allocate, decoders and exceptions included, for each byte of it and beside that. */
    private static final int BYTES_PER_BYTE = 32;

    private static final int BYTES_PER_FRAME = 32 * 1024;

    private static final List<byte[]> CORPUS = corpus();

    private static final List<ReplyDecoder<?>> DECODERS = List.of(
            RawReply.DECODER,
            RawReply.DECODER,
            RawReply.DECODER,
            ReplyDecoders.OK,
            ReplyDecoders.LONG,
            ReplyDecoders.INTEGER,
            ReplyDecoders.DOUBLE,
            ReplyDecoders.BOOLEAN,
            ReplyDecoders.STRING,
            ReplyDecoders.BYTES,
            ReplyDecoders.list(ReplyDecoders.VALUE),
            ReplyDecoders.set(ReplyDecoders.KEY),
            ReplyDecoders.list(ReplyDecoders.list(RawReply.DECODER)),
            ReplyDecoders.map(ReplyDecoders.STRING, RawReply.DECODER),
            ReplyDecoders.tuples(2, (reader, codecs) -> reader.readString() + reader.readDouble()),
            (reader, codecs) -> {
                reader.skipValue();
                return "";
            });

    @ParameterizedTest
    @CsvSource({"false, 400, 3000", "true, 400, 3000", "true, 300000, 150"})
    void generatedRepliesAreTheSameWholeAndAtRandomSplits(boolean isResp3, int longest, int rounds) {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("generatedRepliesAreTheSameWholeAndAtRandomSplits: -Dseed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            ReplyGenerator replies = new ReplyGenerator(random, isResp3, longest);
            List<@Nullable Object> expected = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                expected.add(replies.append());
            }
            byte[] wire = replies.wire();
            assertThat(decode(List.of(wire), random))
                    .as("whole, -Dseed=%d, round %d", seed, round)
                    .isEqualTo(expected);
            assertThat(decode(Replies.cut(wire, random), random))
                    .as("cut, -Dseed=%d, round %d", seed, round)
                    .isEqualTo(expected);
        }
    }

    private static List<@Nullable Object> decode(List<byte[]> pieces, Random random) {
        List<@Nullable Object> values = new ArrayList<>();
        Replies.forEach(ReplyParser.resp(), pieces, reader -> {
            ReplyReader used = random.nextInt(4) == 0 ? reader.detach() : reader;
            values.add(ReplyGenerator.comparable(RawReply.DECODER.decode(used, Replies.TEXT)));
            used.requireWhollyRead();
            used.close();
        });
        return values;
    }

    @Test
    void mutatedFramesGiveValuesOrTheErrorsThatAreMeantForThem() throws Exception {
        long first = Long.getLong("fuzz.seed", new Random().nextLong());
        int threads = FRAMES == 1 ? 1 : Runtime.getRuntime().availableProcessors();
        AtomicLong taken = new AtomicLong();
        AtomicLong values = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        AtomicLongArray running = new AtomicLongArray(threads);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int worker = i;
                ends.add(workers.submit(() -> {
                    for (long frame = taken.getAndIncrement(); frame < FRAMES; frame = taken.getAndIncrement()) {
                        running.set(worker, first + frame);
                        (new Frame(first + frame).run() ? values : refused).incrementAndGet();
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get(10, TimeUnit.MINUTES);
            }
        } catch (TimeoutException e) {
            throw new AssertionError("hangs in one of -Dfuzz.frames=1 -Dfuzz.seed=" + running, e);
        } finally {
            workers.shutdownNow();
        }
        assertThat(values.get() + refused.get()).isEqualTo(FRAMES);
        if (FRAMES > 10_000) {
            assertThat(values.get()).as("frames that were still replies").isGreaterThan(FRAMES / 20);
            assertThat(refused.get()).as("frames that were none any more").isGreaterThan(FRAMES / 20);
        }
    }

    /** One mutated frame; all about it follows from its seed. */
    private static final class Frame {
        private final long seed;

        Frame(long seed) {
            this.seed = seed;
        }

        /** Returns whether its bytes were no protocol error. */
        boolean run() {
            Random random = new Random(seed);
            byte[] bytes = mutate(random);
            List<byte[]> pieces = random.nextBoolean() ? List.of(bytes) : Replies.cut(bytes, random);
            long choices = random.nextLong();
            try {
                long limit = (long) BYTES_PER_BYTE * bytes.length + BYTES_PER_FRAME;
                long before = Allocation.bytes();
                boolean isProtocol = feed(pieces, new Random(choices));
                if (Allocation.bytes() - before > limit) {
                    before = Allocation.bytes(); // what is needed once, as classes are, is not needed again
                    feed(pieces, new Random(choices));
                    assertThat(Allocation.bytes() - before)
                            .as("bytes allocated for %d bytes", bytes.length)
                            .isLessThanOrEqualTo(limit);
                }
                return isProtocol;
            } catch (Throwable t) {
                throw new AssertionError("-Dfuzz.frames=1 -Dfuzz.seed=" + seed + ": " + new String(bytes, UTF_8), t);
            }
        }

        private static boolean feed(List<byte[]> pieces, Random random) {
            try {
                Replies.forEach(ReplyParser.resp(), pieces, reader -> {
                    ReplyDecoder<?> decoder = DECODERS.get(random.nextInt(DECODERS.size()));
                    Call<?> call = Call.of(decoder, Replies.TEXT, "X");
                    call.complete(random.nextInt(8) == 0 ? reader.detach() : reader);
                    requireExpected(call);
                });
                return true;
            } catch (ProtocolException expected) {
                assertThat(expected.getMessage()).contains(":");
                return false;
            }
        }

        private static void requireExpected(Call<?> call) {
            assertThat(call.isDone()).isTrue();
            if (call.isCompletedExceptionally()) {
                Throwable failure = call.handle((value, thrown) -> thrown).join();
                if (failure instanceof DecodeException) {
                    assertThat(failure).hasCauseInstanceOf(DecodeException.class);
                } else {
                    assertThat(failure).isInstanceOf(ReplyException.class);
                }
            }
        }

        private static byte[] mutate(Random random) {
            byte[] bytes = CORPUS.get(random.nextInt(CORPUS.size()));
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes = mutateOnce(bytes, random);
            }
            return bytes;
        }

        private static byte[] mutateOnce(byte[] bytes, Random random) {
            int at = random.nextInt(bytes.length + 1);
            int end = Math.min(bytes.length, at + 1 + random.nextInt(1 + random.nextInt(40)));
            return switch (random.nextInt(8)) {
                case 0 -> join(bytes, at, new byte[] {(byte) random.nextInt()}, end);
                case 1 ->
                    join(bytes, at, new byte[] {(byte) "$*:+-\r\n0129?|>%~=!,#(_".charAt(random.nextInt(22))}, end);
                case 2, 3 ->
                    join(bytes, at, FRAGMENTS[random.nextInt(FRAGMENTS.length)], random.nextBoolean() ? at : end);
                case 4 -> join(bytes, at, new byte[0], end);
                case 5 -> join(bytes, end, Arrays.copyOfRange(bytes, Math.min(at, end), end), end);
                case 6 -> join(bytes, at, CORPUS.get(random.nextInt(CORPUS.size())), at);
                default -> {
                    byte[] changed = bytes.clone();
                    if (at < bytes.length) {
                        changed[at] = (byte)
                                (random.nextBoolean()
                                        ? "-0123456789\r\n".charAt(random.nextInt(13))
                                        : random.nextInt());
                    }
                    yield changed;
                }
            };
        }

        private static byte[] join(byte[] bytes, int headEnd, byte[] middle, int tailFrom) {
            ByteArrayOutputStream joined = new ByteArrayOutputStream(bytes.length + middle.length);
            joined.write(bytes, 0, headEnd);
            joined.writeBytes(middle);
            joined.write(bytes, tailFrom, bytes.length - tailFrom);
            return joined.toByteArray();
        }
    }

    private static final byte[][] FRAGMENTS = {
        wire("$-1\r\n"),
        wire("*-1\r\n"),
        wire("_\r\n"),
        wire("$536870912\r\n"),
        wire("*67108864\r\n"),
        wire("%67108864\r\n"),
        wire("*4294967295\r\n"),
        wire("$9999999999999999999\r\n"),
        wire("*9223372036854775807\r\n"),
        wire("|1\r\n"),
        wire("|0\r\n"),
        wire(">0\r\n"),
        wire(">2\r\n"),
        wire("%1\r\n"),
        wire("*?\r\n"),
        wire("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n"),
        wire("*1\r\n".repeat(70)),
        wire("#\r\n"),
        wire("=3\r\nabc\r\n"),
        wire(":\r\n"),
        wire("(\r\n"),
        wire(",\r\n"),
        wire("\r\n"),
        wire("$0\r\n\r\n"),
        wire(":9223372036854775808\r\n"),
    };

    private static byte[] wire(String text) {
        return text.getBytes(UTF_8);
    }

    private static List<byte[]> corpus() {
        List<byte[]> frames = new ArrayList<>();
        for (int seed = 0; seed < 400; seed++) {
            ReplyGenerator replies = new ReplyGenerator(new Random(seed), seed % 4 > 0, seed % 40 == 0 ? 8000 : 60);
            for (int i = seed % 3; i >= 0; i--) {
                replies.append();
            }
            frames.add(replies.wire());
        }
        return frames;
    }
}
