package io.aioredis.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Set;

/**
 * What is known of a command before it is called: its name, its constant bytes and how its reply is read.
 *
 * <p>Immutable; one constant for each generated method.
 */
public final class CommandSpec {
    /** Those that are given passwords. */
    private static final Set<String> HAS_CREDENTIALS = Set.of("ACL SETUSER", "AUTH", "CONFIG SET", "HELLO", "MIGRATE");

    private static final byte[][] NO_WORDS = {};

    private final String name;
    private final ReplyDecoder<?> decoder;
    private final boolean isFixed;
    private final byte[] head;
    private final byte[][] words;
    private final int constantBytes;
    private final int countedHeadWords;
    private final CommandFacts facts;
    private final boolean hasOneReply;
    private final boolean isContainer;
    private final boolean mayBlock;
    private final SessionEffect effect;

    private CommandSpec(String name, ReplyDecoder<?> decoder, byte[] head, int countedHeadWords, byte[][] words) {
        this(name, CommandFacts.of(name), decoder, head, countedHeadWords, words);
    }

    private CommandSpec(
            String name,
            CommandFacts facts,
            ReplyDecoder<?> decoder,
            byte[] head,
            int countedHeadWords,
            byte[][] words) {
        this.name = name;
        this.decoder = decoder;
        this.isFixed = countedHeadWords == 0;
        this.head = head;
        this.countedHeadWords = countedHeadWords;
        this.words = words;
        int bytes = head.length;
        for (byte[] word : words) {
            bytes += word.length;
        }
        this.constantBytes = bytes;
        this.facts = facts;
        this.hasOneReply = facts.hasOneReply();
        this.isContainer = facts.isContainer();
        this.mayBlock = facts.mayBlock();
        this.effect = SessionEffect.of(name);
    }

    /**
     * Returns the spec of a command whose number of words is known.
     *
     * @param name the command's name in upper case, with the subcommand's if it has one
     * @param decoder reads its replies
     * @param head the encoded command up to its first argument: {@code "*3\r\n$3\r\nSET\r\n"}
     * @param words what is constant behind that, in order, each encoded: {@code "$10\r\nWITHSCORES\r\n"}
     */
    public static CommandSpec fixed(String name, ReplyDecoder<?> decoder, String head, String... words) {
        byte[][] encoded = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            encoded[i] = words[i].getBytes(UTF_8);
        }
        return new CommandSpec(name, decoder, head.getBytes(UTF_8), 0, encoded);
    }

    /**
     * Returns the spec of a command whose number of words is counted at each call, with a decoder of raw replies.
     *
     * @param words the words of the command's name, at least one; what follows is sent as well, and is not in {@link #name}
     */
    static CommandSpec counted(String... words) {
        StringBuilder head = new StringBuilder();
        for (String word : words) {
            head.append('$')
                    .append(word.getBytes(UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        String name = words[0].toUpperCase(Locale.ROOT);
        if (words.length > 1 && CommandFacts.isContainer(name)) {
            name += " " + words[1].toUpperCase(Locale.ROOT);
        }
        CommandFacts facts = CommandFacts.of(name);
        return new CommandSpec(
                name, facts, RawReply.decoder(facts), head.toString().getBytes(UTF_8), words.length, NO_WORDS);
    }

    /** Returns the same command with another decoder. */
    CommandSpec with(ReplyDecoder<?> other) {
        return new CommandSpec(name, facts, other, head, countedHeadWords, words);
    }

    /** The command's name in upper case, {@code "SET"} or {@code "CONFIG GET"}. */
    public String name() {
        return name;
    }

    /** What the command table says of the command; of a bare container, {@link Call#facts} knows which command it is. */
    public CommandFacts facts() {
        return facts;
    }

    /** Whether the name alone leaves open which command this is. */
    boolean isContainer() {
        return isContainer;
    }

    /** Whether a call may block; {@link Call#isBlocking} has the last word. */
    boolean mayBlock() {
        return mayBlock;
    }

    /** Whether, by its name, the server answers the command with one reply; {@link Call#hasOneReply} has the last word. */
    boolean hasOneReply() {
        return hasOneReply;
    }

    /** Returns a writer for one call of this command. */
    public CommandWriter writer() {
        return new CommandWriter(this);
    }

    /** Whether its arguments may be such that no message may show them. */
    boolean hasCredentials() {
        return HAS_CREDENTIALS.contains(name);
    }

    /** What the command does to the state of its connection. */
    public SessionEffect effect() {
        return effect;
    }

    ReplyDecoder<?> decoder() {
        return decoder;
    }

    /** How many bytes are the same in every call. */
    int constantBytes() {
        return constantBytes;
    }

    /** The number of words in the head if they are not counted in the head itself. */
    int countedHeadWords() {
        return countedHeadWords;
    }

    boolean isFixed() {
        return isFixed;
    }

    byte[] head() {
        return head;
    }

    byte[] word(int index) {
        return words[index];
    }

    @Override
    public String toString() {
        // behind a name that is given at the call may stand anything, a password too
        return "CommandSpec[" + name
                + (isFixed
                        ? ", " + new String(head, US_ASCII).replace("\r\n", " ").strip()
                        : "") + "]";
    }
}
