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
    /** After these one command is no longer one reply, so that no connection could tell whose reply is whose. */
    private static final Set<String> NOT_ONE_REPLY = Set.of(
            "CLIENT REPLY",
            "MONITOR",
            "PSUBSCRIBE",
            "PSYNC",
            "PUNSUBSCRIBE",
            "REPLCONF",
            "SSUBSCRIBE",
            "SUBSCRIBE",
            "SUNSUBSCRIBE",
            "SYNC",
            "UNSUBSCRIBE");

    /** Those that are given passwords. */
    private static final Set<String> HAS_CREDENTIALS = Set.of("ACL SETUSER", "AUTH", "CONFIG SET", "HELLO", "MIGRATE");

    private static final byte[][] NO_WORDS = {};

    private final String name;
    private final ReplyDecoder<?> decoder;
    private final boolean isFixed;
    private final byte[] head;
    private final byte[][] words;
    private final int constantBytes;
    private final boolean hasOneReply;
    private final boolean isBareClient;
    private final SessionEffect effect;

    private CommandSpec(String name, ReplyDecoder<?> decoder, boolean isFixed, byte[] head, byte[][] words) {
        this.name = name;
        this.decoder = decoder;
        this.isFixed = isFixed;
        this.head = head;
        this.words = words;
        int bytes = head.length;
        for (byte[] word : words) {
            bytes += word.length;
        }
        this.constantBytes = bytes;
        this.hasOneReply = !NOT_ONE_REPLY.contains(name);
        this.isBareClient = name.equals("CLIENT");
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
        return new CommandSpec(name, decoder, true, head.getBytes(UTF_8), encoded);
    }

    /**
     * Returns the spec of a command whose number of words is counted at each call.
     *
     * @param name the words of the command's name, with one space between two
     * @param decoder reads its replies
     */
    static CommandSpec counted(String name, ReplyDecoder<?> decoder) {
        String[] parts = name.split(" ");
        StringBuilder head = new StringBuilder();
        for (String part : parts) {
            head.append('$')
                    .append(part.getBytes(UTF_8).length)
                    .append("\r\n")
                    .append(part)
                    .append("\r\n");
        }
        return new CommandSpec(
                name.toUpperCase(Locale.ROOT), decoder, false, head.toString().getBytes(UTF_8), NO_WORDS);
    }

    /** The command's name in upper case, {@code "SET"} or {@code "CONFIG GET"}. */
    public String name() {
        return name;
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

    /** Whether the name alone leaves open which subcommand of CLIENT this is. */
    boolean isBareClient() {
        return isBareClient;
    }

    ReplyDecoder<?> decoder() {
        return decoder;
    }

    /** How many bytes are the same in every call. */
    int constantBytes() {
        return constantBytes;
    }

    /** The number of words of the name if they are not in the head already. */
    int nameWordsIfCounted() {
        if (isFixed) {
            return 0;
        }
        int count = 1;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == ' ') {
                count++;
            }
        }
        return count;
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
        return "CommandSpec[" + name + ", "
                + new String(head, US_ASCII).replace("\r\n", " ").strip() + "]";
    }
}
