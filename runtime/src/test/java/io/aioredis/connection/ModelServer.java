package io.aioredis.connection;

import io.aioredis.pubsub.Confirmation;
import java.util.ArrayList;
import java.util.Comparator;
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
     * @param elements of an EXEC, the commands that it answers
     */
    record Answer(String expected, int answeredBy, List<ModelOperation> elements) {
        /** Whether a future was completed as it should be; of a command that somebody else completed EXEC tells that. */
        boolean fits(String outcome) {
            if (expected.equals(outcome)) {
                return true;
            }
            if (elements.isEmpty() || !outcome.startsWith("value [")) {
                return false;
            }
            int at = "value [".length();
            for (int i = 0; i < elements.size(); i++) {
                at += i == 0 ? 0 : 2;
                String own = elements.get(i).expectedElement();
                String others =
                        outcome.startsWith("!", at) ? "!" + elements.get(i).outcome : "" + elements.get(i).outcome;
                if (outcome.startsWith(own, at)) {
                    at += own.length();
                } else if (elements.get(i).isCompletedByOthers() && outcome.startsWith(others, at)) {
                    at += others.length();
                } else {
                    return false;
                }
            }
            return at == outcome.length() - 1;
        }
    }

    private final Map<Integer, ModelOperation> operations;
    private final boolean isMovingSlots;
    private final ModelSubscriptions subscriptions;
    private boolean resp3;
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
        this.isMovingSlots = schedule.isMovingSlots();
        this.subscriptions = new ModelSubscriptions(random);
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
        if (words.equals(List.of("SUNSUBSCRIBE", "aioredis:none")) && !isInTransaction) {
            boolean isMoved = random.nextInt(4) == 0;
            return aside() + (isMoved ? "-MOVED 1 other:6379\r\n" : subscriptions.confirmNone(resp3)) + aside();
        }
        ModelOperation operation = operation(words);
        if (operation == null || (operation.kind == ModelOperation.Kind.SUBSCRIPTION && isInTransaction)) {
            violation = "the server received " + ModelOperation.abbreviated(words.toString());
            return "-ERR\r\n";
        }
        received.add(operation);
        receivedIds.add(operation.id);
        String before = aside();
        return before + withPushes(answer(operation, operation.token())) + aside();
    }

    /** What the server may send at any time between replies; mostly nothing. */
    synchronized String aside() {
        if (resp3 && random.nextInt(20) == 0) {
            return PUSH;
        }
        if (subscriptions.total() == 0 || random.nextInt(4) > 0) {
            return "";
        }
        return isMovingSlots && random.nextInt(8) == 0 ? subscriptions.moveAway(resp3) : subscriptions.message(resp3);
    }

    synchronized ModelSubscriptions subscriptions() {
        return subscriptions;
    }

    /** The operation whose command this is, word for word. */
    private @Nullable ModelOperation operation(List<String> words) {
        if (words.size() == 1) {
            return unsubscription(words.get(0));
        }
        if (!words.get(1).matches("[0-9]{5}")) {
            return null;
        }
        ModelOperation operation = operations.get(Integer.valueOf(words.get(1)));
        boolean isIntact = operation != null
                && !receivedIds.contains(operation.id)
                && words.get(0).equals(operation.command())
                && words.subList(1, words.size()).equals(operation.arguments());
        return isIntact ? operation : null;
    }

    /** Those from all channels have no word that tells them apart, but they come in the order of their issue. */
    private @Nullable ModelOperation unsubscription(String command) {
        return operations.values().stream()
                .filter(each -> each.kind == ModelOperation.Kind.SUBSCRIPTION
                        && each.targets.isEmpty()
                        && each.command().equals(command)
                        && !receivedIds.contains(each.id)
                        && each.call != null
                        && each.call().isSent())
                .min(Comparator.comparingInt(each -> each.issued))
                .orElse(null);
    }

    private String answer(ModelOperation operation, String token) {
        if (!resp3 && subscriptions.total() > 0) {
            if (!operation.isAllowedBesideMessages()) {
                return error(operation, "ERR not in this context " + token);
            }
            if (operation.kind == ModelOperation.Kind.COMMAND) {
                answer(operation, operation.expected(), operation);
                return "*2\r\n" + ModelShape.bulk("pong") + ModelShape.bulk(token);
            }
        }
        return switch (operation.kind) {
            case SUBSCRIPTION -> subscription(operation);
            case MULTI -> isInTransaction ? error(operation, "ERR nested " + token) : multi(operation);
            case REFUSED_MULTI -> error(operation, "NOPERM " + token);
            case EXEC, NIL_EXEC, WRONG_EXEC ->
                isInTransaction ? exec(operation, token) : error(operation, "ERR EXEC without MULTI " + token);
            case DISCARD, RESET -> discard(operation);
            case COMMAND -> isInTransaction ? queue(operation, token) : execute(operation);
        };
    }

    private String subscription(ModelOperation operation) {
        if (operation.isDenied) {
            return error(operation, "NOPERM " + operation.token());
        }
        List<Confirmation> confirmations = new ArrayList<>();
        String wire = subscriptions.execute(operation, confirmations, resp3);
        answer(operation, "value " + ModelOperation.render(confirmations), operation);
        return wire;
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
        answers.put(exec.id, new Answer("value [" + String.join(", ", elements) + "]", exec.id, transaction));
        return "*" + count + "\r\n" + reply;
    }

    private String discard(ModelOperation operation) {
        if (!isInTransaction && operation.kind == ModelOperation.Kind.DISCARD) {
            return error(operation, "ERR DISCARD without MULTI " + operation.token());
        }
        isInTransaction = false;
        queued.forEach(each -> answer(each, "discarded", operation));
        queued.clear();
        if (operation.kind == ModelOperation.Kind.RESET) {
            subscriptions.reset();
            resp3 = false;
        }
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
        answers.put(operation.id, new Answer(expected, by.id, List.of()));
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
                String message = random.nextBoolean() ? subscriptions.message(true) : "";
                result.append(message.isEmpty() ? PUSH : message);
            }
        }
        return result.toString();
    }
}
