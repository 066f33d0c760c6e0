package io.aioredis.connection;

import io.aioredis.connection.ModelOperation.Completing;
import io.aioredis.connection.ModelOperation.Decoding;
import io.aioredis.connection.ModelOperation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What happens in one run, drawn from its seed before it begins.
 *
 * @param seed draws the rest, and what the run itself draws
 * @param resp3 which protocol the server speaks
 * @param clients what each client does, in order
 * @param operations all commands by number, those that completions issue included
 * @param faults what goes wrong; empty in every third schedule
 * @param maxPendingBytes the connection's bound
 * @param highWaterMark how much the channel takes before it is not writable
 * @param maxPiece the longest piece in which the server's bytes arrive
 * @param maxWindow the longest piece in which the client's bytes are taken
 * @param commandTimeout the connection's, in milliseconds; 0 for none
 * @param deadAfter after how many milliseconds of silence the server is given up; 0 for never
 * @param largeReply replies of more bytes are decoded elsewhere
 * @param callbacks what runs the completions
 * @param isMovingSlots whether the server ends subscriptions that nobody asked it to end; then nobody does, since the
 *     answer to that looks the same
 */
record ModelSchedule(
        long seed,
        boolean resp3,
        List<List<Action>> clients,
        Map<Integer, ModelOperation> operations,
        List<ModelFaults.Armed> faults,
        long maxPendingBytes,
        int highWaterMark,
        int maxPiece,
        int maxWindow,
        int commandTimeout,
        int deadAfter,
        int largeReply,
        Callbacks callbacks,
        boolean isMovingSlots) {

    /** What runs completions. */
    enum Callbacks {
        THE_LOOP,
        AN_EXECUTOR,
        /** One that refuses some of them, which the loop runs then. */
        A_REFUSING_EXECUTOR
    }

    /** What a client does in one step. A new kind of step is a new record and a new {@link Step}. */
    sealed interface Action {
        /** Executes one command. */
        record Single(ModelOperation operation) implements Action {}

        /** Executes commands as one group. */
        record Group(List<ModelOperation> operations) implements Action {}

        /** Completes a future from outside, whatever has become of its command. */
        record Take(int operation, Way way) implements Action {
            enum Way {
                CANCEL,
                EXCEPTION,
                VALUE,
                TIMEOUT
            }
        }

        /** Makes a call that throws and sends nothing. */
        record Misuse(int kind) implements Action {}
    }

    /** The steps that a client's share is made of, with how often each is drawn. */
    private enum Step implements Weighted {
        SINGLE(60) {
            @Override
            void add(Generator to, List<Action> actions) {
                actions.add(new Action.Single(to.command()));
            }
        },
        GROUP(8) {
            @Override
            void add(Generator to, List<Action> actions) {
                List<ModelOperation> group = new ArrayList<>();
                for (int rest = 1 + to.random.nextInt(6); rest > 0; rest--) {
                    group.add(to.command());
                }
                actions.add(new Action.Group(group));
            }
        },
        /** MULTI … EXEC that nothing can come between. */
        TRANSACTION(6) {
            @Override
            void add(Generator to, List<Action> actions) {
                actions.add(new Action.Group(to.transaction()));
            }
        },
        /** MULTI … EXEC as single commands, into which others may fall. */
        LOOSE_TRANSACTION(2) {
            @Override
            void add(Generator to, List<Action> actions) {
                to.transaction().forEach(operation -> actions.add(new Action.Single(operation)));
            }
        },
        /** A part of a transaction without the rest. */
        STRAY(1) {
            @Override
            void add(Generator to, List<Action> actions) {
                Kind[] kinds = {Kind.MULTI, Kind.EXEC, Kind.DISCARD, Kind.RESET, Kind.REFUSED_MULTI};
                actions.add(new Action.Single(to.session(kinds[to.random.nextInt(kinds.length)])));
            }
        },
        SUBSCRIPTION(10) {
            @Override
            void add(Generator to, List<Action> actions) {
                if (to.isSubscribing) {
                    ModelOperation operation = to.subscription();
                    actions.add(new Action.Single(operation));
                    if (to.random.nextInt(12) == 0) {
                        actions.add(new Action.Take(operation.id, Action.Take.Way.CANCEL));
                    }
                }
            }
        },
        TAKE(12) {
            @Override
            void add(Generator to, List<Action> actions) {
                Action.Take.Way[] ways = Action.Take.Way.values();
                actions.add(new Action.Take(to.anyId(), ways[to.random.nextInt(ways.length)]));
            }
        },
        /** A command and, with nothing between, its cancellation. */
        SINGLE_TAKEN(3) {
            @Override
            void add(Generator to, List<Action> actions) {
                ModelOperation operation = to.command();
                actions.add(new Action.Single(operation));
                actions.add(new Action.Take(operation.id, Action.Take.Way.CANCEL));
            }
        },
        MISUSE(3) {
            @Override
            void add(Generator to, List<Action> actions) {
                actions.add(new Action.Misuse(to.random.nextInt(ModelRun.MISUSES)));
            }
        };

        private final int weight;

        Step(int weight) {
            this.weight = weight;
        }

        @Override
        public int weight() {
            return weight;
        }

        abstract void add(Generator to, List<Action> actions);
    }

    static ModelSchedule of(long seed) {
        return new Generator(seed).schedule();
    }

    boolean isBounded() {
        return maxPendingBytes < PendingBudget.DEFAULT_BYTES;
    }

    @Override
    public String toString() {
        return "ModelSchedule[seed=" + seed + ", resp" + (resp3 ? 3 : 2) + ", clients=" + clients.size()
                + ", operations=" + operations.size() + ", faults=" + faults + ", maxPendingBytes=" + maxPendingBytes
                + ", highWaterMark=" + highWaterMark + ", maxPiece=" + maxPiece + ", maxWindow=" + maxWindow
                + ", commandTimeout=" + commandTimeout + ", deadAfter=" + deadAfter
                + ", largeReply=" + largeReply + ", callbacks=" + callbacks + ", isMovingSlots=" + isMovingSlots + "]";
    }

    /** Draws a schedule. */
    private static final class Generator {
        /** Five digits, so that no token is part of another. */
        private static final int FIRST_ID = 10_000;

        private final long seed;
        private final Random random;
        private final Map<Integer, ModelOperation> operations = new HashMap<>();
        private final Map<String, ModelSink> sinks = new HashMap<>();
        private final int maxPiece;
        private int maxWindow;
        private int sinkCount;
        private boolean isSubscribing;
        private boolean isMovingSlots;
        private boolean hasOwnTimeouts;
        private int highWaterMark;

        Generator(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            boolean isFineGrained = random.nextInt(4) == 0;
            int[] scales = {16, 1_000, 70_000};
            this.maxPiece = isFineGrained ? 1 + random.nextInt(3) : scales[random.nextInt(3)];
            this.maxWindow = isFineGrained ? 1 + random.nextInt(60) : scales[random.nextInt(3)];
        }

        ModelSchedule schedule() {
            boolean resp3 = random.nextBoolean();
            int wanted = 1 + random.nextInt(60);
            isSubscribing = random.nextInt(resp3 ? 2 : 4) == 0;
            isMovingSlots = random.nextInt(4) == 0;
            hasOwnTimeouts = random.nextInt(3) == 0;
            int commandTimeout = random.nextBoolean() ? 0 : millis();
            int deadAfter = random.nextInt(4) == 0 ? commandTimeout + millis() : commandTimeout == 0 ? 0 : 10_000;
            int largeReply = random.nextInt(3) > 0 ? Surroundings.REAL.large() : 20 + random.nextInt(400);
            Callbacks[] callbacks = Callbacks.values();
            List<List<Action>> clients = new ArrayList<>();
            for (int client = 1 + random.nextInt(4); client > 0; client--) {
                clients.add(new ArrayList<>());
            }
            while (operations.size() < wanted) {
                Weighted.draw(Step.values(), random).add(this, clients.get(random.nextInt(clients.size())));
            }
            highWaterMark = 256 << random.nextInt(10);
            List<ModelFaults.Armed> faults = faults();
            if (faults.stream().anyMatch(armed -> armed.fault() == ModelFault.EARLY_REPLY)) {
                sendLargeCommand(clients.get(0));
            }
            return new ModelSchedule(
                    seed,
                    resp3,
                    clients,
                    operations,
                    faults,
                    random.nextInt(5) == 0 ? 300 + random.nextInt(8_000) : PendingBudget.DEFAULT_BYTES,
                    highWaterMark,
                    maxPiece,
                    maxWindow,
                    commandTimeout,
                    deadAfter,
                    largeReply,
                    callbacks[Math.max(0, random.nextInt(6) - 3)],
                    isMovingSlots);
        }

        /** So large that the connection writes it in several turns of the loop, each of which the socket takes at once. */
        private void sendLargeCommand(List<Action> actions) {
            highWaterMark = 128 * 1024;
            maxWindow = 70_000;
            ModelOperation large = add(
                    Kind.COMMAND,
                    ModelShape.STORE,
                    150_000 + random.nextInt(250_000),
                    Decoding.NAMING,
                    Completing.NOTHING);
            actions.add(random.nextInt(actions.size() + 1), new Action.Single(large));
        }

        ModelOperation command() {
            ModelShape shape = Weighted.draw(ModelShape.values(), random);
            ModelOperation operation =
                    add(Kind.COMMAND, shape, size(shape), Weighted.draw(Decoding.values(), random), Completing.NOTHING);
            complete(operation, 0);
            return operation;
        }

        private int millis() {
            return 1 + random.nextInt(1 << random.nextInt(12));
        }

        ModelOperation subscription() {
            SubscriptionCommand[] commands = SubscriptionCommand.values();
            SubscriptionCommand command = commands[random.nextInt(commands.length)];
            if (isMovingSlots && command == SubscriptionCommand.SUNSUBSCRIBE) {
                command = SubscriptionCommand.SSUBSCRIBE;
            }
            ModelOperation operation = session(Kind.SUBSCRIPTION);
            List<Object> targets = new ArrayList<>();
            if (command.subscribes() || random.nextBoolean()) {
                targets.add(target(command, operation.token()));
                for (int rest = random.nextInt(5); rest > 0; rest--) {
                    targets.add(target(command, "c" + random.nextInt(4)));
                }
            }
            operation.setSubscription(command, targets);
            operation.isDenied = random.nextInt(10) == 0;
            operation.hasViewsTimeout = true; // there is no other way to give it one
            complete(operation, 0);
            return operation;
        }

        /** A sink to subscribe, which may be one that has been used before, or the name alone. */
        private Object target(SubscriptionCommand command, String name) {
            if (!command.subscribes()) {
                return name;
            }
            String key = command.kind() + " " + name;
            ModelSink sink = sinks.get(key);
            if (sink == null || random.nextInt(4) == 0) {
                int throwsAt = random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 0;
                sink = new ModelSink(sinkCount++, name, command.kind(), throwsAt);
                sinks.put(key, sink);
            }
            return sink;
        }

        ModelOperation session(Kind kind) {
            return add(
                    kind,
                    ModelShape.STATUS,
                    0,
                    random.nextBoolean() ? Decoding.RAW : Decoding.NAMING,
                    Completing.NOTHING);
        }

        List<ModelOperation> transaction() {
            List<ModelOperation> block = new ArrayList<>();
            block.add(session(random.nextInt(12) == 0 ? Kind.REFUSED_MULTI : Kind.MULTI));
            for (int rest = random.nextInt(6); rest > 0; rest--) {
                block.add(command());
            }
            int end = random.nextInt(10);
            block.add(session(end == 0 ? Kind.DISCARD : end == 1 ? Kind.NIL_EXEC : Kind.EXEC));
            return block;
        }

        int anyId() {
            return FIRST_ID + 1 + random.nextInt(Math.max(1, operations.size()));
        }

        private void complete(ModelOperation operation, int depth) {
            operation.completing = Weighted.draw(Completing.values(), random);
            operation.other = anyId();
            int issued = operation.completing == Completing.ISSUES || operation.decoding == Decoding.ISSUES
                    ? 1
                    : operation.completing == Completing.ISSUES_A_GROUP ? 1 + random.nextInt(3) : 0;
            if (depth > 3) {
                issued = 0;
            }
            List<ModelOperation> then = new ArrayList<>();
            for (; issued > 0; issued--) {
                ModelShape shape = Weighted.draw(ModelShape.values(), random);
                Decoding decoding = random.nextBoolean() ? Decoding.RAW : Decoding.NAMING;
                ModelOperation next = add(Kind.COMMAND, shape, size(shape), decoding, Completing.NOTHING);
                complete(next, depth + 1);
                then.add(next);
            }
            operation.then = then;
        }

        private ModelOperation add(Kind kind, ModelShape shape, int size, Decoding decoding, Completing completing) {
            ModelOperation operation =
                    new ModelOperation(FIRST_ID + 1 + operations.size(), kind, shape, size, decoding, completing);
            if (hasOwnTimeouts && random.nextInt(3) == 0) {
                operation.ownTimeout = random.nextInt(6) == 0 ? 0 : millis();
                operation.hasViewsTimeout = random.nextBoolean();
            }
            operations.put(operation.id, operation);
            return operation;
        }

        /** Mostly small, seldom some hundred KB; where all comes in small pieces never more than some hundred of them. */
        private int size(ModelShape shape) {
            if (shape == ModelShape.BLOCKING) {
                return random.nextInt(4) == 0 ? 0 : millis();
            }
            if (shape != ModelShape.LARGE && shape != ModelShape.STORE) {
                return 0;
            }
            int scale = random.nextInt(12) == 0 ? 400_000 : random.nextBoolean() ? 20_000 : 2_000;
            return 1 + random.nextInt(Math.min(scale, 500 * Math.min(maxPiece, maxWindow)));
        }

        private List<ModelFaults.Armed> faults() {
            List<ModelFaults.Armed> faults = new ArrayList<>();
            int count = random.nextInt(3) == 0 ? 0 : random.nextInt(4) == 0 ? 2 : 1;
            for (; count > 0; count--) {
                ModelFault fault = Weighted.draw(ModelFault.values(), random);
                Throwable thrown =
                        Weighted.draw(ModelFault.Thrown.values(), random).make(random);
                switch (fault) {
                    case DECODER_ERROR -> spoil(Decoding.FATAL, thrown);
                    case CLOSE_IN_DECODER -> spoil(Decoding.CLOSES, thrown);
                    case CLOSE_IN_COMPLETION -> any().completing = Completing.CLOSES;
                    case WRONG_EXEC -> spoilExec();
                    default -> {}
                }
                if (faults.stream().anyMatch(other -> excludes(other.fault(), fault))) {
                    continue;
                }
                faults.add(new ModelFaults.Armed(fault, random.nextInt(1 << random.nextInt(8)), thrown));
            }
            return faults;
        }

        /** A loop that refuses tasks is left to the clock until all is answered, which it never is by a silent server. */
        private static boolean excludes(ModelFault one, ModelFault other) {
            return (one == ModelFault.SILENCE && other == ModelFault.LOOP_REJECTS)
                    || (one == ModelFault.LOOP_REJECTS && other == ModelFault.SILENCE);
        }

        private void spoil(Decoding decoding, Throwable thrown) {
            ModelOperation operation = any();
            if (operation.kind == Kind.COMMAND) {
                operation.decoding = decoding;
                operation.fatal = thrown instanceof Error ? thrown : new LinkageError("injected");
            }
        }

        private void spoilExec() {
            for (int i = 0; i < 50; i++) {
                ModelOperation operation = any();
                if (operation.kind == Kind.EXEC) {
                    operation.kind = Kind.WRONG_EXEC;
                    return;
                }
            }
        }

        private ModelOperation any() {
            return operations.get(anyId());
        }
    }
}
