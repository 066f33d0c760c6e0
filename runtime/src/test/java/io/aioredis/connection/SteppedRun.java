package io.aioredis.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aioredis.connection.ModelSchedule.Action;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A run on one thread, step by step: a client issues, the loop runs a task, the socket takes bytes, the server answers, a
 * piece of its bytes arrives. Which step comes next is drawn from the seed, so that a run repeats exactly.
 */
final class SteppedRun extends ModelRun {
    private static final List<ModelFault> OF_THE_SCHEDULE = List.of(
            ModelFault.SOCKET_WRITE,
            ModelFault.EXCEPTION_CAUGHT,
            ModelFault.GARBAGE,
            ModelFault.UNASKED_REPLY,
            ModelFault.EARLY_REPLY,
            ModelFault.UNASKED_ERROR,
            ModelFault.FIN,
            ModelFault.RESET,
            ModelFault.CLOSE,
            ModelFault.CLOSE_WHEN_ANSWERED,
            ModelFault.SILENCE,
            ModelFault.LOOP_END,
            ModelFault.LOOP_REJECTS);

    /** What no framer takes for a reply; a malformed number would be seen only where it is decoded. */
    private static final String[] GARBAGE = {
        "?\r\n",
        "HTTP/1.1 400 Bad Request\r\n\r\n",
        "$abc\r\n",
        "$-5\r\n",
        "*-7\r\n",
        "$1\r\nabc",
        "\r\n",
        "$99999999999\r\n",
        "*1\r\n".repeat(2_000),
        "\0\0\0\0",
        ">3\r\n$9\r\nsubscribe\r\n$5\r\nnever\r\n:1\r\n",
        ">3\r\n$12\r\npunsubscribe\r\n$5\r\nnever\r\n:x\r\n",
        ">1\r\n$10\r\nssubscribe\r\n",
        ">3\r\n$7\r\nmessage\r\n*0\r\n$1\r\nx\r\n",
        ">2\r\n$4\r\npong\r\n$1\r\nx\r\n"
    };

    /** The kind of step that moves the clock. */
    private static final int ADVANCE = 6;

    private static final int TRACE_LENGTH = 80;
    private static final int MAX_STEPS = 2_000_000;

    private final Random random;
    private final ModelLoop loop;
    private final ModelExecutor decoding;
    private final ModelExecutor callbacks;
    private final ModelChannel channel;
    private final int[] weights = new int[9];

    /** How far the clock goes in one step, at most. */
    private final int maxMillis;

    /** When the connection read something, in milliseconds. */
    private int lastRead;

    private boolean isSilent;
    private boolean isOver;
    private boolean hasNoticedEnd;

    /** How much was issued before the connection was told to close when all is answered, and until when it has time. */
    private int issuedBeforeClose = Integer.MAX_VALUE;

    private int answerUntil;
    private final int[] nextAction;
    private final Deque<String> trace = new ArrayDeque<>();
    private int step;
    private int loopSteps;

    /** What the server has received and not yet understood, and what it has not answered. */
    private final ByteArrayOutputStream incomplete = new ByteArrayOutputStream();

    /** Before so much has arrived there is no use in looking. */
    private int needed;

    private final Deque<List<String>> unanswered = new ArrayDeque<>();

    /** What the server has sent and the connection has not read. */
    private byte[] stream = new byte[256];

    private int streamStart;
    private int streamEnd;
    private long delivered;

    /** Where in the stream each reply ends, and where it begins to be wrong. */
    private final Map<Integer, Long> replyEnds = new HashMap<>();

    private long poison = Long.MAX_VALUE;

    /** The loop ends at this step. */
    private int loopEnd = Integer.MAX_VALUE;

    /** When each command was issued, in steps of the loop. */
    private final Map<Integer, Integer> issuedAt = new HashMap<>();

    SteppedRun(ModelSchedule schedule) {
        this(
                schedule,
                new ModelLoop(),
                new ModelExecutor(0, schedule.seed()),
                new ModelExecutor(
                        schedule.callbacks() == ModelSchedule.Callbacks.A_REFUSING_EXECUTOR ? 4 : 0, schedule.seed()));
    }

    private SteppedRun(ModelSchedule schedule, ModelLoop loop, ModelExecutor decoding, ModelExecutor callbacks) {
        super(
                schedule,
                new Surroundings(loop::millis, decoding, schedule.largeReply()),
                schedule.callbacks() == ModelSchedule.Callbacks.THE_LOOP ? null : callbacks);
        this.loop = loop;
        this.decoding = decoding;
        this.callbacks = callbacks;
        random = new Random(schedule.seed() ^ 0x57e9L);
        channel = new ModelChannel(allocator, schedule.highWaterMark());
        nextAction = new int[schedule.clients().size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + random.nextInt(1 << random.nextInt(5));
        }
        weights[ADVANCE] = 1;
        maxMillis = 1 << random.nextInt(9);
    }

    void run() {
        channel.pipeline().addLast(new FaultyWrites(), handler);
        loop.run(() -> loop.register(channel));
        loop.runAllTasks();
        while (hasWork()) {
            step();
            if (step > MAX_STEPS) {
                violation("no end after " + step + " steps");
                return;
            }
        }
        settle();
        boolean isLate = random.nextBoolean();
        if (isLate || isSilent) {
            waitLong();
        }
        boolean hasEnded = connection.isClosed();
        if (!hasEnded) {
            checkHealthy(isLate || isSilent);
        }
        checkCloseWhenAnswered();
        trace("the end");
        isOver = true;
        connection.close();
        settle();
        checkClosed();
        checkOutcomes(hasEnded || isSilent); // of what is not answered nobody knows whether it has arrived
    }

    @Override
    void trace(String what) {
        if (trace.size() == TRACE_LENGTH) {
            trace.removeFirst();
        }
        trace.add(step + ": " + what);
    }

    @Override
    String dump() {
        return super.dump() + "\nlast steps:\n  " + String.join("\n  ", trace);
    }

    /** Longer than any deadline. */
    private void waitLong() {
        for (int i = 0; i < 6; i++) {
            advance(5_000);
            settle();
        }
    }

    private void advance(int millis) {
        trace("advance " + millis);
        loop.advance(millis * 1_000_000L);
    }

    @Override
    boolean isExact() {
        return true;
    }

    // ------------------------------------------------------------------------------------------------ steps

    private boolean hasWork() {
        return violations.isEmpty()
                && (hasActions()
                        || loop.hasTasks()
                        || channel.waiting() > 0
                        || channel.hasTaken()
                        || (!unanswered.isEmpty() && !isSilent)
                        || decoding.hasTasks()
                        || callbacks.hasTasks()
                        || hasDeliverable());
    }

    private boolean hasActions() {
        for (int client = 0; client < nextAction.length; client++) {
            if (nextAction[client] < schedule.clients().get(client).size()) {
                return true;
            }
        }
        return false;
    }

    private boolean hasDeliverable() {
        return channel.isOpen() && channel.config().isAutoRead() && streamEnd > streamStart;
    }

    private void step() {
        step++;
        ModelFaults.Armed fault = faults.dueAt(step, OF_THE_SCHEDULE);
        if (fault != null) {
            strike(fault);
        }
        if (step >= loopEnd) {
            endLoop();
        }
        int all = Arrays.stream(weights).sum();
        int at = random.nextInt(all);
        int kind = 0;
        while (at >= weights[kind]) {
            at -= weights[kind++];
        }
        switch (kind) {
            case 0 -> act();
            case 1 -> runOneTask();
            case 2 -> {
                runAllTasks();
                checkDeadlines();
            }
            case 3 -> takeFromClient(1 + random.nextInt(schedule.maxWindow()));
            case 4 -> answer();
            case ADVANCE -> advance(1 + random.nextInt(maxMillis));
            case 7 -> decoding.runOneTask();
            case 8 -> callbacks.runOneTask();
            default -> deliver(1 + random.nextInt(schedule.maxPiece()));
        }
        checkStep();
    }

    private void act() {
        int client = random.nextInt(nextAction.length);
        List<Action> actions = schedule.clients().get(client);
        if (nextAction[client] < actions.size()) {
            perform(actions.get(nextAction[client]++));
        }
    }

    @Override
    void issue(ModelOperation operation) {
        issuedAt.put(operation.id, loopSteps);
        super.issue(operation);
    }

    /** What is cancelled while the loop has not done anything since it was issued is never sent. */
    @Override
    void taken(ModelOperation operation) {
        if (Integer.valueOf(loopSteps).equals(issuedAt.get(operation.id))) {
            operation.mustNotBeSent = true;
        }
    }

    private void inLoop(Runnable event) {
        loopSteps++;
        loop.run(event);
        loopSteps++;
    }

    private void runOneTask() {
        loopSteps++;
        loop.runOneTask();
        loopSteps++;
    }

    private void runAllTasks() {
        while (loop.hasTasks()) {
            runOneTask();
        }
    }

    private void takeFromClient(long bytes) {
        if (channel.waiting() > 0 && !loop.isTerminated()) {
            inLoop(() -> channel.open(bytes));
        }
        understand(channel.take());
    }

    private void answer() {
        if (isSilent) {
            return;
        }
        List<String> command = unanswered.poll();
        if (command == null) {
            if (random.nextInt(4) == 0 && hasActions()) {
                send(server.aside());
            }
        } else {
            send(server.reply(command));
            for (ModelOperation operation : schedule.operations().values()) {
                ModelServer.Answer answer = server.answer(operation);
                if (answer != null && poison == Long.MAX_VALUE) {
                    replyEnds.putIfAbsent(operation.id, delivered + streamEnd - streamStart);
                }
            }
        }
    }

    private void send(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        if (streamEnd + bytes.length > stream.length) {
            int held = streamEnd - streamStart;
            byte[] larger = new byte[2 * (held + bytes.length)];
            System.arraycopy(stream, streamStart, larger, 0, held);
            stream = larger;
            streamStart = 0;
            streamEnd = held;
        }
        System.arraycopy(bytes, 0, stream, streamEnd, bytes.length);
        streamEnd += bytes.length;
    }

    /** One read event, in which the bytes come in up to three pieces. */
    private void deliver(int most) {
        if (!hasDeliverable() || loop.isTerminated()) {
            return;
        }
        int length = Math.min(most, streamEnd - streamStart);
        trace("deliver " + length);
        List<ByteBuf> pieces = new ArrayList<>();
        int end = streamStart + length;
        for (int rest = 1 + random.nextInt(3); streamStart < end; rest--) {
            int to = rest <= 1 ? end : streamStart + 1 + random.nextInt(end - streamStart);
            pieces.add(allocator.incoming(stream, streamStart, to, random.nextBoolean()));
            streamStart = to;
        }
        lastRead = now();
        inLoop(() -> channel.receive(pieces.toArray(new ByteBuf[0])));
        delivered += length;
        if (!connection.isClosed()) {
            checkAnswered();
        }
    }

    // ------------------------------------------------------------------------------------------------ faults

    private void strike(ModelFaults.Armed armed) {
        ModelFault fault = armed.fault();
        if (loop.isShuttingDown() || (isUnasked(fault) && connection.isClosed())) {
            return;
        }
        if (isUnasked(fault) && quiet() != (fault == ModelFault.EARLY_REPLY ? Quiet.BUT_FOR_A_PART : Quiet.WHOLLY)) {
            if (hasWork()) {
                faults.putBack(armed); // it is not the moment
            }
            return;
        }
        trace("strike " + armed);
        switch (fault) {
            case SOCKET_WRITE -> {
                channel.failNextWrite(armed.thrown());
                return; // there may be no write
            }
            case EXCEPTION_CAUGHT -> inLoop(() -> channel.pipeline().fireExceptionCaught(armed.thrown()));
            case GARBAGE -> {
                poison = Math.min(poison, delivered + streamEnd - streamStart);
                send(GARBAGE[random.nextInt(GARBAGE.length)]);
                return; // it has to arrive
            }
            case UNASKED_REPLY, EARLY_REPLY -> sendUnasked("+unasked\r\n");
            case UNASKED_ERROR -> sendUnasked("-ERR max number of clients reached\r\n");
            case FIN -> inLoop(() -> channel.unsafe().close(channel.voidPromise()));
            case RESET ->
                inLoop(() -> {
                    channel.pipeline().fireExceptionCaught(new IOException("Connection reset"));
                    channel.unsafe().close(channel.voidPromise());
                });
            case CLOSE -> close();
            case CLOSE_WHEN_ANSWERED -> {
                int limit = random.nextBoolean() ? random.nextInt(50) : 1_000_000;
                issuedBeforeClose = Math.min(issuedBeforeClose, issuedCount());
                answerUntil = now() + limit;
                connection.close(Duration.ofMillis(limit));
            }
            case SILENCE -> isSilent = true;
            case LOOP_END -> {
                loop.beginShutdown();
                loopEnd = step + random.nextInt(30);
                return; // it takes its time
            }
            case LOOP_REJECTS -> loop.rejectAfter(random.nextInt(4), 1 + random.nextInt(3));
            default -> throw new AssertionError(fault);
        }
        faults.fire(fault);
    }

    private static boolean isUnasked(ModelFault fault) {
        return fault == ModelFault.UNASKED_REPLY
                || fault == ModelFault.EARLY_REPLY
                || fault == ModelFault.UNASKED_ERROR;
    }

    private enum Quiet {
        NO,
        WHOLLY,
        /** The connection has written part of a command, and has yet to write the rest. */
        BUT_FOR_A_PART
    }

    /** Whether everything that the connection has written is answered. */
    private Quiet quiet() {
        if (channel.waiting() > 0 || channel.hasTaken() || !unanswered.isEmpty() || isSilent) {
            return Quiet.NO;
        }
        if (isReadingPaused() || (streamEnd > streamStart && schedule.largeReply() < Surroundings.REAL.large())) {
            return Quiet.NO; // it would have time for commands before it reads on
        }
        return incomplete.size() > 0 ? Quiet.BUT_FOR_A_PART : Quiet.WHOLLY;
    }

    /** With whatever is under way before it, in one read: no command may come between. */
    private void sendUnasked(String reply) {
        send(reply);
        deliver(Integer.MAX_VALUE);
    }

    /** Ends the loop as Netty does: closes the sockets, runs what is there or not, and is gone. */
    private void endLoop() {
        loopEnd = Integer.MAX_VALUE;
        trace("the loop ends");
        inLoop(() -> channel.unsafe().close(channel.voidPromise()));
        if (random.nextBoolean()) {
            runAllTasks();
        }
        loop.terminate();
        faults.fire(ModelFault.LOOP_END);
    }

    // ------------------------------------------------------------------------------------------------ the server

    /** Takes whole commands off what has arrived. */
    private void understand(byte[] bytes) {
        incomplete.writeBytes(bytes);
        if (incomplete.size() < needed) {
            return;
        }
        byte[] all = incomplete.toByteArray();
        int start = 0;
        while (true) {
            List<String> words = new ArrayList<>();
            int end = command(all, start, words);
            if (end < 0) {
                break;
            }
            unanswered.add(words);
            start = end;
        }
        incomplete.reset();
        incomplete.write(all, start, all.length - start);
        needed -= start;
    }

    /** Reads a command and returns where it ends, -1 if it is not whole. */
    private int command(byte[] bytes, int from, List<String> words) {
        int at = from;
        int count = -1;
        while (count != 0) {
            int lineEnd = at;
            while (lineEnd + 1 < bytes.length && bytes[lineEnd] != '\r') {
                lineEnd++;
            }
            if (lineEnd + 1 >= bytes.length) {
                return -1;
            }
            String line = new String(bytes, at, lineEnd - at, ISO_8859_1);
            if (!line.matches(count < 0 ? "\\*[1-9][0-9]*" : "\\$[0-9]+")) {
                violation("the server received " + ModelOperation.abbreviated(line));
                return -1;
            }
            int number = Integer.parseInt(line.substring(1));
            at = lineEnd + 2;
            if (count < 0) {
                count = number;
            } else {
                if (at + number + 2 > bytes.length) {
                    needed = at + number + 2;
                    return -1;
                }
                words.add(new String(bytes, at, number, ISO_8859_1));
                at += number + 2;
                count--;
            }
        }
        return at;
    }

    // ------------------------------------------------------------------------------------------------ the end

    /** Lets everything happen that is under way, and whatever faults are left. */
    private void settle() {
        boolean isQuiet = false;
        int rounds = 0;
        while (!isQuiet && violations.isEmpty()) {
            step++;
            if (++rounds > 10_000) {
                violation("no end after " + rounds + " rounds");
            }
            if (loopEnd < Integer.MAX_VALUE) {
                endLoop();
            }
            runAllTasks();
            takeFromClient(Integer.MAX_VALUE);
            while (!unanswered.isEmpty() && !isSilent) {
                answer();
            }
            decoding.runAllTasks();
            callbacks.runAllTasks();
            deliver(Integer.MAX_VALUE);
            checkStep();
            isQuiet = !hasWork() && !isRetried();
            if (isQuiet) {
                ModelFaults.Armed fault = faults.dueAt(Integer.MAX_VALUE, OF_THE_SCHEDULE);
                if (fault != null && !connection.isClosed()) {
                    strike(fault);
                    isQuiet = false;
                }
            }
        }
    }

    /** Whether a task that the loop refused may come again; waits for it. */
    private boolean isRetried() {
        if (!loop.hasRejected()) {
            return false;
        }
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!isAllDone() && !loop.hasTasks() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(100_000);
        }
        return loop.hasTasks();
    }

    private boolean isAllDone() {
        boolean isCloseDue = connection.isClosed();
        return (!isCloseDue || connection.waitClosed().isDone())
                && schedule.operations().values().stream()
                        .allMatch(operation -> operation.call == null
                                || (operation.outcome != null
                                        && operation.call().size() == 0)
                                || (!isCloseDue && server.hasReceived(operation) && server.answer(operation) == null));
    }

    // ------------------------------------------------------------------------------------------------ checks

    private void checkStep() {
        if (budget.pending() < 0) {
            violation("pending: " + budget.pending());
        }
        if (channel.waiting() > schedule.highWaterMark() + 64 * 1024 + 1024) {
            violation("written while not writable: " + channel.waiting());
        }
        String unknown = server.violation();
        if (unknown != null) {
            violation(unknown);
        }
        if (!loop.escaped().isEmpty() && !isUnprintable()) {
            violation("thrown by a task of the loop: " + loop.escaped());
        }
        if (faults.mustHaveEnded() && !loop.hasTasks() && !loop.hasRejected() && !connection.isClosed()) {
            violation("the connection goes on");
        }
        if (delivered > poison
                && streamStart == streamEnd
                && !loop.hasTasks()
                && !isReadingPaused()
                && !connection.isClosed()) {
            violation("the connection takes garbage");
        }
        if (connection.isClosed() && !hasNoticedEnd) {
            hasNoticedEnd = true;
            boolean isGivenUp = schedule.deadAfter() > 0 && now() - lastRead >= schedule.deadAfter();
            if (!isOver && !isGivenUp && schedule.faults().isEmpty()) {
                violation("the connection has ended for nothing");
            }
        }
    }

    private boolean isReadingPaused() {
        return decoding.hasTasks() || !channel.config().isAutoRead();
    }

    /** What the loop has seen in time is complete in time; it has nothing else to do. */
    private void checkDeadlines() {
        if (connection.isClosed() || loop.hasRejected() || loop.isShuttingDown() || callbacks.hasTasks()) {
            return;
        }
        for (ModelOperation operation : schedule.operations().values()) {
            if (operation.call == null || operation.outcome != null) {
                continue;
            }
            int timeout = operation.timeout(schedule.commandTimeout());
            if (operation.seenAtMillis < 0) {
                operation.seenAtMillis = now();
            } else if (timeout > 0 && now() - operation.seenAtMillis > timeout) {
                violation(operation + ": is not complete after " + (now() - operation.seenAtMillis) + " ms (expected: "
                        + timeout + ")");
            }
        }
    }

    /** Who closes with patience gets everything answered that was issued before, and nothing behind it is sent. */
    private void checkCloseWhenAnswered() {
        if (issuedBeforeClose == Integer.MAX_VALUE) {
            return;
        }
        boolean isAlone = schedule.faults().size() == 1 && !isSilent;
        for (ModelOperation operation : schedule.operations().values()) {
            if (operation.call == null) {
                continue;
            }
            if (operation.issued > issuedBeforeClose && server.hasReceived(operation)) {
                violation(operation + ": was sent though the connection was closing");
            } else if (operation.issued <= issuedBeforeClose
                    && operation.isLost()
                    && !String.valueOf(operation.failure).contains("the server is silent")
                    && isAlone
                    && operation.completedAtMillis < answerUntil
                    && (server.answer(operation) != null || !server.hasReceived(operation))) {
                violation(operation + ": was lost though there was time");
            }
        }
        if (isAlone
                && server.received().stream().allMatch(each -> server.answer(each) != null)
                && !connection.waitClosed().isDone()) {
            violation("all is answered, and the connection does not close");
        }
    }

    /** Whether failures may go on failing for as long as they are described. */
    private boolean isUnprintable() {
        return schedule.faults().stream()
                .anyMatch(armed -> armed.thrown().getClass().getSimpleName().equals("UnprintableError"));
    }

    /** Every reply that has wholly arrived has completed its future. */
    private void checkAnswered() {
        if (isReadingPaused() || callbacks.hasTasks() || loop.hasTasks()) {
            return;
        }
        replyEnds.forEach((id, end) -> {
            ModelOperation operation =
                    Objects.requireNonNull(schedule.operations().get(id));
            if (end <= delivered && operation.outcome == null) {
                violation(operation + ": its reply has arrived, and its future is not complete");
            }
        });
    }

    /** Nothing is under way any more: all is answered, but for what waits for an EXEC that does not come. */
    private void checkHealthy(boolean isLate) {
        boolean isAllAnswered = true;
        for (ModelOperation operation : schedule.operations().values()) {
            if (operation.call == null) {
                continue;
            }
            boolean isQueued = server.hasReceived(operation) && server.answer(operation) == null;
            isAllAnswered &= !isQueued && (server.hasReceived(operation) || !isSilent);
            if (operation.outcome == null && !isQueued && !isSilent) {
                violation(operation + ": never completes");
            }
            if (operation.outcome == null && isLate && operation.timeout(schedule.commandTimeout()) > 0) {
                violation(operation + ": never expires");
            }
        }
        if (isSilent) {
            if (schedule.deadAfter() > 0
                    && !unanswered.isEmpty()
                    && !unanswered.element().get(0).equals("BLPOP")) {
                violation("the server is silent, and the connection waits");
            }
            return;
        }
        checkSinks(true, false);
        if (connection.inPubsub() != server.subscriptions().total()) {
            violation("subscriptions: " + connection.inPubsub() + " (expected: as the server has)");
        }
        if (isAllAnswered && budget.pending() != 0) {
            violation("pending: " + budget.pending() + " (expected: 0, since all is answered)");
        }
        if (connection.isInTransaction() != server.isInTransaction()) {
            violation("in a transaction: " + connection.isInTransaction() + " (expected: as the server is)");
        }
        if (!isAllAnswered && budget.pending() == 0) {
            violation("pending: 0 (expected: what waits for EXEC)");
        }
    }

    private void checkClosed() {
        if (!connection.waitClosed().isDone()) {
            violation("waitClosed never completes");
        }
        if (channel.isOpen()) {
            violation("the socket stays open");
        }
        if (allocator.live() != 0) {
            violation("buffers leaked: " + allocator.live());
        }
    }
}
