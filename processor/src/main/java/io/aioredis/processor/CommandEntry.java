package io.aioredis.processor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the command table says of one command. Each part is read when it is asked for.
 *
 * <p>Where the products differ, the fields hold what the newest Redis says if it has the command, and under {@code valkey.}
 * what the newest Valkey says otherwise.
 */
final class CommandEntry {
    private final String name;
    private final Map<String, String> fields;

    private CommandEntry(String name, Map<String, String> fields) {
        this.name = name;
        this.fields = fields;
    }

    static CommandEntry parse(String name, String line) {
        Map<String, String> fields = new HashMap<>();
        for (String cell : line.split("\t")) {
            int equals = cell.indexOf('=');
            fields.put(cell.substring(0, equals), cell.substring(equals + 1));
        }
        return new CommandEntry(name, fields);
    }

    /** The name in upper case, with the subcommand's if it is one. */
    String name() {
        return name;
    }

    /** The number of words with the command's own; if negative, so many or more. */
    int arity(Product product) {
        return Integer.parseInt(text("arity", product));
    }

    /** The flags as servers write them: {@code readonly}, {@code write}, {@code blocking} … */
    Set<String> flags(Product product) {
        return Set.copyOf(list(text("flags", product)));
    }

    /** Where the keys are. */
    List<KeySpec> keySpecs(Product product) {
        String specs = text("keys", product);
        return specs.isEmpty()
                ? List.of()
                : Arrays.stream(specs.split(";")).map(KeySpec::parse).toList();
    }

    /** The grammar of what follows the name; empty also where the server tells none. */
    List<GrammarArgument> arguments(Product product) {
        return GrammarArgument.parse(text("arguments", product));
    }

    /** The kinds of the reply; of the rows that hold, the one with the most conditions counts. */
    List<ReplyRow> replies() {
        return Arrays.stream(text("replies").split(";")).map(ReplyRow::parse).toList();
    }

    /** The first version that has the command; empty if the product does not. */
    Optional<String> since(Product product) {
        return field("since-" + product.key());
    }

    /** The last version that had it; empty if the newest has it. */
    Optional<String> last(Product product) {
        return field("last-" + product.key());
    }

    /** The version since which it is deprecated. */
    Optional<String> deprecated(Product product) {
        return field("deprecated-" + product.key());
    }

    /** The commands that stand in for a deprecated one. */
    List<String> replacedBy() {
        return list(text("replaced-by"));
    }

    /** The words that the commands of {@link #replacedBy} need for that. */
    List<String> replacedWith() {
        return list(text("replaced-with"));
    }

    /** Whether it is there for servers and debugging. */
    boolean isInternal() {
        return list(text("doc-flags")).contains("syscmd");
    }

    /** Whether only a sentinel has it. */
    boolean isOnlySentinels() {
        return fields.containsKey("only-sentinel");
    }

    /** Whether it is answered by one reply, so that it can stand among other commands. */
    boolean hasOneReply() {
        return !fields.containsKey("one-reply");
    }

    /** Whether it changes what the server remembers of its connection. */
    boolean changesState() {
        return fields.containsKey("state");
    }

    private String text(String field, Product product) {
        String other = product == Product.VALKEY ? fields.get("valkey." + field) : null;
        return other == null ? text(field) : other;
    }

    private String text(String field) {
        return Objects.requireNonNullElse(fields.get(field), "");
    }

    private Optional<String> field(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }
}
