package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.aioredis.codec.Codec;
import io.aioredis.codec.CodecSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs decoders over replies that come whole, byte by byte and cut at random. */
final class Replies {
    static final CodecSource TEXT = new CodecSource() {
        @Override
        public Codec<?> keyCodec() {
            return Codec.utf8();
        }

        @Override
        public Codec<?> valueCodec() {
            return Codec.utf8();
        }
    };

    private Replies() {}

    /** Decodes one reply in every way of cutting it and returns what all of them gave. */
    static <T> @Nullable T decode(ReplyDecoder<T> decoder, String wire) {
        byte[] bytes = wire.getBytes(UTF_8);
        T whole = only(decodeAll(decoder, List.of(bytes)));
        List<byte[]> single = new ArrayList<>();
        for (byte b : bytes) {
            single.add(new byte[] {b});
        }
        assertThat(only(decodeAll(decoder, single))).isEqualTo(whole);
        long seed = wire.hashCode();
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            assertThat(only(decodeAll(decoder, cut(bytes, random))))
                    .as("cut with seed %d, round %d", seed, i)
                    .isEqualTo(whole);
        }
        return whole;
    }

    /** Decodes whatever complete replies the pieces hold. */
    static <T> List<@Nullable T> decodeAll(ReplyDecoder<T> decoder, List<byte[]> pieces) {
        List<@Nullable T> values = new ArrayList<>();
        forEach(ReplyParser.resp(), pieces, reader -> {
            values.add(decoder.decode(reader, TEXT));
            reader.requireWhollyRead();
            reader.close();
        });
        return values;
    }

    /** Gives each complete reply that the pieces hold to an action; each piece is overwritten after it was fed. */
    static void forEach(ReplyParser parser, List<byte[]> pieces, Consumer<ReplyReader> action) {
        for (byte[] piece : pieces) {
            byte[] window = new byte[piece.length + 2];
            System.arraycopy(piece, 0, window, 1, piece.length);
            parser.feed(window, 1, piece.length);
            for (ReplyReader reader = parser.next(); reader != null; reader = parser.next()) {
                action.accept(reader);
            }
            Arrays.fill(window, (byte) '!');
        }
    }

    static List<byte[]> cut(byte[] bytes, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int length = Math.min(bytes.length - from, 1 + random.nextInt(1 + random.nextInt(bytes.length)));
            pieces.add(Arrays.copyOfRange(bytes, from, from + length));
            from += length;
        }
        return pieces;
    }

    private static <T> @Nullable T only(List<@Nullable T> values) {
        if (values.size() != 1) {
            fail("replies: " + values.size() + " (expected: 1)");
        }
        return values.get(0);
    }
}
