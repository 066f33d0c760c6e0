package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.codec.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that come in pieces: where their bytes lie, who may read them, and that the buffers come back once. */
class HeldReplyTest {
    private static final int WINDOW = 64 * 1024;
    private static final int SMALLEST = (4 << 10) - 16;

    private final BufferPool pool = new BufferPool(4);
    private final RespParser parser = new RespParser(ReplyLimits.DEFAULT, pool);

    // ------------------------------------------------------------------------------------------------ buffers

    @ParameterizedTest
    @ValueSource(ints = {10, 3_000, 4_090, 4_096, 70_000, 262_144, 1 << 20, (1 << 20) + 65_000, 3 << 20})
    void aTextOfAnySizeIsDecodedFromBuffersThatComeBack(int length) {
        String value = text(length);
        byte[] wire = wire("*3\r\n" + bulk("before") + bulk(value) + ":7\r\n");
        for (int window : new int[] {7 + wire.length / 3, WINDOW, 100 + length / 50}) {
            for (int round = 0; round < 3; round++) {
                assertThat(readAll(wire, window)).containsExactly(List.of("before", value, 7L));
            }
        }
        assertThat(parser.next()).isNull();
        assertThat(pool.keptBytes()).isBetween(1L, 4 * 1_462_272L);
        assertEachBufferIsKeptOnce();
    }

    @Test
    void aBufferOfAnUnfinishedReplyIsInNoPool() {
        byte[] wire = wire(bulk(text(30_000)));
        feed(wire, 0, 20_000);
        assertThat(parser.next()).isNull();
        assertThat(pool.keptBytes()).isZero();
    }

    @Test
    void aReplyThatNobodyReadsGivesItsBuffersBackWhenTheNextOneIsAskedFor() {
        byte[] wire = wire(bulk(text(30_000)));
        feed(wire, 0, 20_000);
        assertThat(parser.next()).isNull();
        feed(wire, 20_000, wire.length);
        assertThat(parser.next()).isNotNull();
        assertThat(pool.keptBytes()).isZero();
        assertThat(parser.next()).isNull();
        assertThat(pool.keptBytes()).isEqualTo(BufferPool.CHUNK);
        assertEachBufferIsKeptOnce();
    }

    @Test
    void aCodecThatThrowsLeavesTheRestReadableAndTheBufferToThePool() {
        Codec<String> broken = new Codec<>() {
            @Override
            public byte[] encode(String value) {
                throw new AssertionError();
            }

            @Override
            public String decode(byte[] bytes, int offset, int length) {
                assertThat(pool.keptBytes())
                        .as("bytes kept while a codec reads")
                        .isZero();
                throw new IllegalStateException("boom");
            }
        };
        byte[] wire = wire("*2\r\n" + bulk(text(3_000)) + ":7\r\n");
        for (int cut : new int[] {1_000, 3_000, 3_011, 3_012}) {
            while (pool.keptBytes() > 0) {
                pool.take(SMALLEST); // so that what is kept is what this round gave back
            }
            feed(wire, 0, cut);
            assertThat(parser.next()).isNull();
            feed(wire, cut, wire.length);
            ReplyReader reader = parser.next();
            assertThat(reader).isNotNull();
            reader.beginArray();
            assertThatThrownBy(() -> reader.readBulk(broken)).hasMessage("boom");
            assertThat(reader.readLong()).isEqualTo(7);
            reader.end();
            reader.close();
            assertThat(pool.keptBytes()).isEqualTo(SMALLEST);
        }
    }

    @Test
    void anAnnouncedLengthTakesNoBufferThatIsNotThere() {
        byte[] wire = wire("$500000000\r\nabc");
        long allocated = Allocation.of(() -> {
            RespParser fresh = new RespParser(ReplyLimits.DEFAULT, pool);
            fresh.feed(wire, 0, wire.length);
            assertThat(fresh.next()).isNull();
        });
        assertThat(allocated).isLessThan(16 << 10);
    }

    @Test
    void theArraysAreSmallMultiplesOfWhatCame() {
        HeldBytes held = new HeldBytes(new BufferPool(1));
        byte[] source = new byte[1000];
        long capacity = 0;
        for (int i = 0; i < 5_000; i++) {
            held.append(source, 0, source.length, 0, 1L << 40);
            capacity = 0;
            for (int array = 0; array < held.count(); array++) {
                capacity += held.array(array).length;
            }
            assertThat(capacity).isLessThanOrEqualTo(held.size() * 17 / 4 + 4096);
        }
        assertThat(capacity).isLessThan(held.size() + BufferPool.CHUNK);
    }

    @Test
    void theChunksOfALongTextAreLargeButNeverMoreThanCame() {
        int length = 20_000_000;
        HeldBytes held = new HeldBytes(new BufferPool(1));
        byte[] source = new byte[1000];
        long capacity = 0;
        for (int came = 1000; came <= length; came += 1000) {
            held.append(source, 0, source.length, length - came, 0);
            capacity = 0;
            for (int array = 0; array < held.count(); array++) {
                capacity += held.array(array).length;
            }
            assertThat(capacity).isLessThanOrEqualTo(held.size() * 17 / 4 + 4096);
            assertThat(capacity).isLessThan(2 * held.size() + BufferPool.LARGEST);
        }
        assertThat(capacity).isLessThan(length + BufferPool.LARGEST);
        assertThat(held.count()).isLessThan(30);
        assertThat(held.array(held.count() / 2)).hasSizeLessThanOrEqualTo(HeldBytes.LARGEST_CHUNK);
    }

    // ------------------------------------------------------------------------------------------------ the reader's
    // life

    @Test
    void aReaderIsOfNoUseOnAnotherThread() {
        feed(wire(":1\r\n"), 0, 4);
        ReplyReader reader = parser.next();
        assertThat(reader).isNotNull();
        CompletableFuture<Long> elsewhere = CompletableFuture.supplyAsync(reader::readLong);
        assertThatThrownBy(elsewhere::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("the reader was used on another thread than its decoder runs on");
        assertThat(reader.readLong()).isEqualTo(1);
    }

    @Test
    void aReaderIsOfNoUseWhenTheParserHasGoneOn() {
        byte[] wire = wire(":1\r\n");
        feed(wire, 0, wire.length);
        ReplyReader reader = parser.next();
        assertThat(reader).isNotNull();
        assertThat(parser.next()).isNull();
        assertThatThrownBy(reader::readLong)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reader was used after its decoder had returned");
    }

    @Test
    void theSizeOfAFrameCountsAllOfItHoweverItCame() {
        byte[] wire = wire("*2\r\n" + bulk(text(5_000_000)) + ":7\r\n");
        List<Long> sizes = new ArrayList<>();
        for (int window : new int[] {wire.length, WINDOW}) {
            feedAll(wire, window, reader -> {
                sizes.add(reader.frameSize());
                reader.beginArray();
                reader.skipValue();
                sizes.add(reader.frameSize());
            });
        }
        assertThat(sizes).containsOnly((long) wire.length).hasSize(4);
    }

    // ------------------------------------------------------------------------------------------------ detached

    @ParameterizedTest
    @ValueSource(ints = {10, 50_000, 1 << 20, 5 << 20})
    void aDetachedReplyIsReadOnAnotherThreadWhileTheParserGoesOn(int length) throws Exception {
        String value = text(length);
        byte[] wire = wire("*2\r\n" + bulk(value) + ":7\r\n" + bulk("next") + bulk(value));
        for (int window : new int[] {wire.length, WINDOW}) {
            List<ReplyReader> detached = new ArrayList<>();
            List<Object> others = new ArrayList<>();
            feedAll(wire, window, reader -> {
                if (reader.peek() == ReplyKind.ARRAY) {
                    detached.add(reader.detach());
                } else {
                    others.add(reader.readString());
                }
            });
            assertThat(others).containsExactly("next", value);
            Call<Object> call = Call.of(Replies.TEXT, "X");
            CompletableFuture.runAsync(() -> call.complete(detached.get(0))).get();
            assertThat(call).isCompletedWithValue(List.of(value, 7L));
        }
        assertEachBufferIsKeptOnce();
    }

    @Test
    void detachingInTheMiddleKeepsThePlaceAndWhatIsLeft() {
        String value = text(200_000);
        byte[] wire = wire("*3\r\n:1\r\n*3\r\n" + bulk(value) + ":2\r\n" + bulk("tail") + ":3\r\n");
        for (int window : new int[] {wire.length, WINDOW, wire.length - 20, wire.length - 5}) {
            feedAll(wire, window, first -> {
                first.beginArray();
                assertThat(first.readLong()).isEqualTo(1);
                ReplyReader second = first.detach();
                second.beginArray();
                assertThat(second.readString()).isEqualTo(value);
                ReplyReader third = second.detach();
                assertThat(third.readLong()).isEqualTo(2);
                assertThat(third.readString()).isEqualTo("tail");
                third.end();
                assertThat(third.readLong()).isEqualTo(3);
                third.end();
                third.requireWhollyRead();
                assertThat(third.frameSize()).isEqualTo(wire.length);
                third.close();
                assertThatThrownBy(first::peek).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(second::peek).isInstanceOf(IllegalStateException.class);
            });
        }
        assertEachBufferIsKeptOnce();
    }

    @Test
    void theBuffersOfADetachedReplyComeBackOnceWhenItIsClosed() {
        byte[] wire = wire(bulk(text(30_000)));
        feed(wire, 0, 20_000);
        assertThat(parser.next()).isNull();
        feed(wire, 20_000, wire.length);
        ReplyReader reader = parser.next();
        assertThat(reader).isNotNull();
        ReplyReader detached = reader.detach();
        reader.close();
        assertThat(parser.next()).isNull();
        assertThat(pool.keptBytes()).isZero();
        detached.close();
        detached.close();
        assertThat(pool.keptBytes()).isEqualTo(BufferPool.CHUNK);
        assertEachBufferIsKeptOnce();
        assertThatThrownBy(detached::readString)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reader was used after its decoder had returned");
    }

    @Test
    void aDetachedReaderBelongsToTheThreadThatReadsFirst() throws Exception {
        feed(wire(":1\r\n"), 0, 4);
        ReplyReader reader = parser.next();
        assertThat(reader).isNotNull();
        ReplyReader detached = reader.detach();
        assertThat(CompletableFuture.supplyAsync(detached::peek).get()).isEqualTo(ReplyKind.INTEGER);
        assertThatThrownBy(detached::readLong)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reader was used on another thread than its decoder runs on");
    }

    // ------------------------------------------------------------------------------------------------ helpers

    private List<Object> readAll(byte[] wire, int window) {
        List<Object> values = new ArrayList<>();
        feedAll(wire, window, reader -> values.add(RawReply.DECODER.decode(reader, Replies.TEXT)));
        return values;
    }

    private void feedAll(byte[] wire, int window, Consumer<ReplyReader> action) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < wire.length; at += window) {
            pieces.add(Arrays.copyOfRange(wire, at, Math.min(wire.length, at + window)));
        }
        Replies.forEach(parser, pieces, action);
    }

    private void feed(byte[] wire, int from, int end) {
        parser.feed(wire, from, end - from);
    }

    /** What was given twice would be taken twice. */
    private void assertEachBufferIsKeptOnce() {
        List<byte[]> taken = new ArrayList<>();
        long before = -1;
        for (int size : new int[] {1, 5_000, BufferPool.CHUNK, 100_000, BufferPool.LARGEST}) {
            while (pool.keptBytes() != before) {
                before = pool.keptBytes();
                byte[] buffer = pool.take(size);
                assertThat(taken).noneMatch(other -> other == buffer);
                taken.add(buffer);
            }
            before = -1;
        }
        assertThat(pool.keptBytes()).isZero();
    }

    private static byte[] wire(String text) {
        return text.getBytes(UTF_8);
    }

    private static String bulk(String value) {
        return "$" + value.length() + "\r\n" + value + "\r\n";
    }

    private static String text(int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = (char) ('a' + (i / 7 + i) % 26);
        }
        return new String(text);
    }
}
