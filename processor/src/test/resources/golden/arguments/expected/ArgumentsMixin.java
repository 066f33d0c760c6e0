package io.example;

import io.aioredis.mixin.Mixin;
import io.aioredis.protocol.CommandWriter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Implements the commands of {@link Arguments} for a class that it is mixed into.
 */
@Generated("io.aioredis.processor.RedisCommandsProcessor")
public interface ArgumentsMixin extends Arguments, Mixin {
    @Override
    default CompletableFuture<String> config(String name) {
        CommandWriter writer = ArgumentsSpecs.CONFIG.writer().size(Objects.requireNonNull(name, "name")).begin();
        return executor().execute(writer.put(name).call(this));
    }

    @Override
    default CompletableFuture<String> configOf(String sub) {
        CommandWriter writer = ArgumentsSpecs.CONFIG_OF.writer().size(Objects.requireNonNull(sub, "sub")).begin();
        return executor().execute(writer.put(sub).word(0).call(this));
    }

    @Override
    default CompletableFuture<String> set(String key, byte[] value, int seconds) {
        CommandWriter writer = ArgumentsSpecs.SET
                .writer()
                .size(Objects.requireNonNull(key, "key"))
                .size(Objects.requireNonNull(value, "value"))
                .size(seconds)
                .begin();
        return executor().execute(writer.put(key).put(value).word(0).put(seconds).word(1).call(this));
    }

    @Override
    default CompletableFuture<byte[]> get(String key) {
        CommandWriter writer = ArgumentsSpecs.GET.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }

    @Override
    default CompletableFuture<byte[]> get(byte[] key) {
        CommandWriter writer = ArgumentsSpecs.GET_2.writer().size(Objects.requireNonNull(key, "key")).begin();
        return executor().execute(writer.put(key).call(this));
    }

    @Override
    default CompletableFuture<Void> numbers(byte b, short s, int i, long l, float f, double d) {
        CommandWriter writer = ArgumentsSpecs.NUMBERS
                .writer()
                .size(b)
                .size(s)
                .size(i)
                .size(l)
                .size(Double.parseDouble(Float.toString(f)))
                .size(d)
                .begin();
        return executor().execute(writer
                .put(b)
                .put(s)
                .put(i)
                .put(l)
                .put(Double.parseDouble(Float.toString(f)))
                .put(d)
                .call(this));
    }

    @Override
    default CompletableFuture<Void> boxes(Byte b, Short s, Integer i, Long l, Float f, Double d) {
        CommandWriter writer = ArgumentsSpecs.BOXES
                .writer()
                .size(Objects.requireNonNull(b, "b"))
                .size(Objects.requireNonNull(s, "s"))
                .size(Objects.requireNonNull(i, "i"))
                .size(Objects.requireNonNull(l, "l"))
                .size(Double.parseDouble(Float.toString(Objects.requireNonNull(f, "f"))))
                .size(Objects.requireNonNull(d, "d"))
                .begin();
        return executor().execute(writer
                .put(b)
                .put(s)
                .put(i)
                .put(l)
                .put(Double.parseDouble(Float.toString(f)))
                .put(d)
                .call(this));
    }

    @Override
    default CompletableFuture<String> echo(String writer) {
        CommandWriter writer2 = ArgumentsSpecs.ECHO.writer().size(Objects.requireNonNull(writer, "writer")).begin();
        return executor().execute(writer2.put(writer).call(this));
    }

    @Override
    default CompletableFuture<String> literalColon() {
        return executor().execute(ArgumentsSpecs.LITERAL_COLON.writer().begin().call(this));
    }

    @Override
    default CompletableFuture<Integer> evalURL2Path(String reader) {
        CommandWriter writer = ArgumentsSpecs.EVAL_URL2_PATH
                .writer()
                .size(Objects.requireNonNull(reader, "reader"))
                .begin();
        return executor().execute(writer.put(reader).call(this));
    }
}
