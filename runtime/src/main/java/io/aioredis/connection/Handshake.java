package io.aioredis.connection;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.AuthException;
import io.aioredis.exception.MaxClientsException;
import io.aioredis.exception.ReplyException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoder;
import io.aioredis.protocol.ReplyDecoders;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The first commands of a connection, sent as one group and so in one round trip.
 *
 * <p>AUTH comes before HELLO, since a server without HELLO repeats its arguments in the error, a password too.
 */
final class Handshake {
    private static final ReplyDecoder<Void> ANYTHING = (reader, codecs) -> {
        reader.skipValue();
        return null;
    };

    /** What may go wrong with a command without the connection being any worse for it. */
    private record Step(Call<?> call, Predicate<Throwable> isTolerated) {}

    private final List<Step> steps = new ArrayList<>();

    Handshake(ConnectionOptions options) {
        String password = options.password();
        if (password != null) {
            String username = options.username();
            require(username == null ? ok("AUTH", password) : ok("AUTH", username, password));
        }
        switch (options.protocol()) {
            case RESP2 -> {}
            case RESP3 -> require(call(ANYTHING, "HELLO", 3));
            case RESP3_OR_RESP2 -> steps.add(new Step(call(ANYTHING, "HELLO", 3), Handshake::isWithoutHello));
        }
        String clientName = options.clientName();
        if (clientName != null) {
            require(ok("CLIENT SETNAME", clientName));
        }
        if (options.sendLibraryInfo()) {
            wish(call(ANYTHING, "CLIENT SETINFO", "LIB-NAME", "aioredis-java"));
            wish(call(ANYTHING, "CLIENT SETINFO", "LIB-VER", LibraryVersion.VERSION));
        }
        if (options.db() != 0) {
            require(ok("SELECT", options.db()));
        }
    }

    /** Sends the commands; the future completes when all are answered, with the first failure that matters. */
    CompletableFuture<@Nullable Void> run(CommandExecutor connection) {
        CompletableFuture<@Nullable Void> result = new CompletableFuture<>();
        connection.executeAll(steps.stream().map(Step::call).toList());
        CompletableFuture.allOf(steps.stream().map(Step::call).toArray(CompletableFuture<?>[]::new))
                .whenComplete((done, anyFailure) -> {
                    Throwable failure = firstFailure();
                    if (failure == null) {
                        result.complete(null);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
        return result;
    }

    private @Nullable Throwable firstFailure() {
        for (Step step : steps) {
            Throwable failure = step.call().handle((value, thrown) -> thrown).getNow(null);
            if (failure != null && !step.isTolerated().test(failure)) {
                return failure;
            }
        }
        return null;
    }

    private void require(Call<?> call) {
        steps.add(new Step(call, failure -> false));
    }

    private void wish(Call<?> call) {
        steps.add(new Step(call, Handshake::isRefusal));
    }

    /** An old server, or a proxy, says in its own words that it has no such command; what ends a connection is another matter. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ReplyException && !(failure instanceof MaxClientsException);
    }

    /** A server that has HELLO and wants credentials says so, and would say so to every command. */
    private static boolean isWithoutHello(Throwable failure) {
        return isRefusal(failure) && !(failure instanceof AuthException);
    }

    private static Call<Void> ok(String command, Object... arguments) {
        return call(ReplyDecoders.OK, command, arguments);
    }

    private static <T> Call<T> call(ReplyDecoder<T> decoder, String command, Object... arguments) {
        return Call.of(decoder, CodecSource.NONE, command, arguments);
    }
}
