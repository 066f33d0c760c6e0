package io.aioredis.connection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the model's server makes of commands: replies that name them, transactions, pushes wherever they are allowed; and
 * the truth about each command, with which the clients' futures are compared.
 */
final class ModelServer {
    private static final String PUSH = ">2\r\n$10\r\ninvalidate\r\n*2\r\n$3\r\nkey\r\n$5\r\nother\r\n";

    /**
     * What a command was answered.
     *
     * @param expected what its future completes with, if nobody is faster and the answer arrives
     * @param answeredBy the command whose reply carries the answer: itself, or EXEC
     */
    record Answer(String expected, int answeredBy) {}

    private final Map<Integer, ModelOperation> operations;
    private final boolean resp3;
    private final Random random;
    private final List<ModelOperation> received = new ArrayList<>();
    private final Set<Integer> receivedIds = new HashSet<>();
    private final Map<Integer, Answer> answers = new HashMap<>();
    private final List<ModelOperation> queued = new ArrayList<>();
    private boolean isInTransaction;
    private boolean isDirty;
    private @Nullable String violation;

    ModelServer(ModelSchedule schedule) {
        this.operations = schedule.operations();
        this.resp3 = schedule.resp3();
        this.random = new Random(schedule.seed() ^ 0x5e17e5L);
    }

    /** The commands in the order of their arrival. */
    synchronized List<ModelOperation> received() {
        return List.copyOf(received);
    }

    synchronized boolean hasReceived(ModelOperation operation) {
        return receivedIds.contains(operation.id);
    }

    /** What the server answered, or null if that is nothing yet, or that the command is queued. */
    synchronized @Nullable Answer answer(ModelOperation operation) {
        return answers.get(operation.id);
    }

    synchronized boolean isInTransaction() {
        return isInTransaction;
    }

    synchronized @Nullable String violation() {
        return violation;
    }

    /** Answers a command, and gives the reply as ASCII. */
    synchronized String reply(List<String> words) {
        ModelOperation operation = operation(words);
        if (operation == null) {
            violation = "the server received " + ModelOperation.abbreviated(words.toString());
            return "-ERR\r\n";
        }
        received.add(operation);
        receivedIds.add(operation.id);
        String reply = withPushes(answer(operation, operation.token()));
        return resp3 && random.nextInt(20) == 0 ? PUSH + reply : reply;
    }

    /** The operation whose command this is, word for word. */
    private @Nullable ModelOperation operation(List<String> words) {
        if (words.size() < 2 || !words.get(1).matches("[0-9]{5}")) {
            return null;
        }
        ModelOperation operation = operations.get(Integer.valueOf(words.get(1)));
        boolean isIntact = operation != null
                && !receivedIds.contains(operation.id)
                && words.get(0).equals(operation.command())
                && words.subList(1, words.size()).equals(operation.arguments());
        return isIntact ? operation : null;
    }

    private String answer(ModelOperation operation, String token) {
        return switch (operation.kind) {
            case MULTI -> isInTransaction ? error(operation, "ERR nested " + token) : multi(operation);
            case REFUSED_MULTI -> error(operation, "NOPERM " + token);
            case EXEC, NIL_EXEC, WRONG_EXEC ->
                isInTransaction ? exec(operation, token) : error(operation, "ERR EXEC without MULTI " + token);
            case DISCARD, RESET -> discard(operation);
            case COMMAND -> isInTransaction ? queue(operation, token) : execute(operation);
        };
    }

    private String multi(ModelOperation operation) {
        isInTransaction = true;
        isDirty = false;
        return status(operation);
    }

    private String queue(ModelOperation operation, String token) {
        if (operation.shape == ModelShape.REFUSED) {
            isDirty = true;
            return execute(operation);
        }
        queued.add(operation);
        return "+QUEUED\r\n";
    }

    private String exec(ModelOperation exec, String token) {
        isInTransaction = false;
        List<ModelOperation> transaction = List.copyOf(queued);
        queued.clear();
        if (isDirty) {
            transaction.forEach(each -> answer(each, "error EXECABORT " + token, exec));
            return error(exec, "EXECABORT " + token);
        }
        if (exec.kind == ModelOperation.Kind.NIL_EXEC) {
            transaction.forEach(each -> answer(each, "watched", exec));
            answer(exec, "value null", exec);
            return resp3 ? "_\r\n" : "*-1\r\n";
        }
        StringBuilder reply = new StringBuilder();
        List<String> elements = new ArrayList<>();
        for (ModelOperation each : transaction) {
            reply.append(ModelShape.PUSH_PLACE).append(each.shape.wire(each.token(), each.size, resp3));
            elements.add(each.expectedElement());
            answer(each, each.expected(), exec);
        }
        int count = transaction.size();
        if (exec.kind == ModelOperation.Kind.WRONG_EXEC) {
            transaction.forEach(each -> answer(each, "lost", exec));
            answer(exec, "lost", exec);
            return "*" + (count + 1) + "\r\n" + reply + ":" + token + "\r\n";
        }
        answer(exec, "value [" + String.join(", ", elements) + "]", exec);
        return "*" + count + "\r\n" + reply;
    }

    private String discard(ModelOperation operation) {
        if (!isInTransaction && operation.kind == ModelOperation.Kind.DISCARD) {
            return error(operation, "ERR DISCARD without MULTI " + operation.token());
        }
        isInTransaction = false;
        queued.forEach(each -> answer(each, "discarded", operation));
        queued.clear();
        return status(operation);
    }

    private String execute(ModelOperation operation) {
        answer(operation, operation.expected(), operation);
        return operation.shape.wire(operation.token(), operation.size, resp3);
    }

    private String status(ModelOperation operation) {
        answer(operation, "value " + operation.token(), operation);
        return "+" + operation.token() + "\r\n";
    }

    private String error(ModelOperation operation, String message) {
        answer(operation, "error " + message, operation);
        return "-" + message + "\r\n";
    }

    private void answer(ModelOperation operation, String expected, ModelOperation by) {
        answers.put(operation.id, new Answer(expected, by.id));
    }

    private String withPushes(String reply) {
        if (reply.indexOf(ModelShape.PUSH_PLACE) < 0) {
            return reply;
        }
        StringBuilder result = new StringBuilder(reply.length() + 64);
        for (int i = 0; i < reply.length(); i++) {
            char c = reply.charAt(i);
            if (c != ModelShape.PUSH_PLACE) {
                result.append(c);
            } else if (resp3 && random.nextInt(4) == 0) {
                result.append(PUSH);
            }
        }
        return result.toString();
    }
}
