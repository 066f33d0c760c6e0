package io.aioredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.codec.CodecSource;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CommandFactsTest {
    @Test
    void everyLineOfTheTableIsRead() {
        assertThat(CommandFacts.names()).hasSizeGreaterThan(400).allSatisfy(name -> {
            CommandFacts facts = CommandFacts.of(name);
            assertThat(facts).isNotSameAs(CommandFacts.UNKNOWN);
            assertThat(facts.isReadOnly() && facts.isWrite()).isFalse();
            assertThat(facts.isContainer()).isEqualTo(CommandFacts.isContainer(name));
        });
    }

    @Test
    void commandsReadOrWriteOrNeither() {
        assertThat(CommandFacts.of("GET").isReadOnly()).isTrue();
        assertThat(CommandFacts.of("GET").isWrite()).isFalse();
        assertThat(CommandFacts.of("XREADGROUP").isWrite()).isTrue();
        assertThat(CommandFacts.of("OBJECT ENCODING").isReadOnly()).isTrue();
        assertThat(CommandFacts.of("EVAL").isReadOnly()).isFalse();
        assertThat(CommandFacts.of("EVAL").isWrite()).isFalse();
        assertThat(CommandFacts.of("EVAL_RO").isReadOnly()).isTrue();
        assertThat(CommandFacts.of("CONFIG GET").isReadOnly()).isFalse();
    }

    @Test
    void ofAnUnknownCommandNothingIsAssumed() {
        CommandFacts facts = CommandFacts.of("MOD.STATS");
        assertThat(facts).isSameAs(CommandFacts.UNKNOWN);
        assertThat(facts.isReadOnly() || facts.isWrite() || facts.mayBlock() || facts.changesState())
                .isFalse();
        assertThat(facts.hasOneReply()).isTrue();
    }

    @Test
    void commandsThatChangeTheStateOfTheirConnectionSayHowThatIsTakenBack() {
        assertThat(CommandFacts.of("SELECT").undo()).isEqualTo("SELECT db");
        assertThat(CommandFacts.of("WATCH").undo()).isEqualTo("UNWATCH");
        assertThat(CommandFacts.of("CLIENT TRACKING").undo()).isEqualTo("CLIENT TRACKING OFF");
        assertThat(CommandFacts.of("UNWATCH").undo()).isEmpty();
        assertThat(CommandFacts.of("AUTH").undo()).isNull();
        assertThat(CommandFacts.of("HELLO").changesState()).isTrue();
        assertThat(CommandFacts.of("GET").changesState()).isFalse();
        assertThat(CommandFacts.of("GET").undo()).isEmpty();
    }

    @Test
    void theCommandsWithoutOneReplyAreThese() {
        TreeSet<String> names = new TreeSet<>(CommandFacts.names());
        names.removeIf(name -> CommandFacts.of(name).hasOneReply());
        assertThat(names)
                .containsExactly(
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
    }

    @Test
    void subcommandIsFoundWhereverItIsWritten() {
        assertThat(facts("CLIENT REPLY", "OFF").hasOneReply()).isFalse();
        assertThat(facts("client", "reply", "off").hasOneReply()).isFalse();
        assertThat(facts("client reply off").hasOneReply()).isFalse();
        assertThat(facts("client", "id").hasOneReply()).isTrue();
        assertThat(facts("OBJECT", "ENCODING", "k").isReadOnly()).isTrue();
        assertThat(facts("CLIENT", "TRACKING", "ON").undo()).isEqualTo("CLIENT TRACKING OFF");
        assertThat(facts("CLIENT", "none").changesState()).isFalse();
        assertThat(facts("CLIENT").changesState()).isFalse();
    }

    @Test
    void argumentsBehindTheNameAreNoPartOfIt() {
        Call<?> subscribe = Call.of(CodecSource.NONE, "subscribe a");
        assertThat(subscribe.hasOneReply()).isFalse();
        assertThat(subscribe.spec().name()).isEqualTo("SUBSCRIBE");
        Call<?> auth = Call.of(CodecSource.NONE, "AUTH user secret");
        assertThat(auth).hasToString("Call[AUTH, not completed]");
        assertThat(auth.spec()).hasToString("CommandSpec[AUTH]");
        assertThat(Call.of(CodecSource.NONE, "select 3").spec().effect()).isEqualTo(SessionEffect.SELECT);
        assertThat(Call.of(CodecSource.NONE, "select 3").firstArgument()).isEqualTo("3");
        assertThat(Call.of(CodecSource.NONE, "config get maxmemory").spec().name())
                .isEqualTo("CONFIG GET");
    }

    private static CommandFacts facts(String command, Object... arguments) {
        return Call.of(CodecSource.NONE, command, arguments).facts();
    }
}
