package io.aioredis.commandtable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What servers said stands in the processor's table only; all else is made of it and of this module's files. */
class WrittenTablesTest {
    @Test
    void processorsTableIsWhatServersSaidJoinedWithTheFilesOfThisModule() {
        Map<String, CommandEntry> table = new TreeMap<>();
        Committed.table().forEach((name, entry) -> table.put(name, entry.copyWithout(Untold.FIELDS)));
        Untold.join(table);

        assertThat(CommandTableTool.processorTable(Committed.asked(), table)).isEqualTo(Committed.processorText());
    }

    @Test
    void runtimesTableIsMadeOfTheProcessors() {
        assertThat(CommandTableTool.runtimeTable(Committed.table())).isEqualTo(Committed.runtimeText());
    }

    @Test
    void grammarIsWrittenAsItWasRead() {
        for (CommandEntry entry : Committed.table().values()) {
            assertThat(Argument.text(entry.arguments())).isEqualTo(entry.text("arguments"));
        }
    }

    @Test
    void runtimesTableHasNothingThatMavenWouldReplace() {
        assertThat(Committed.runtimeText()).doesNotContain("@", "${");
    }

    @Test
    void commandOfNoServerThatWasAskedStandsAsItWasCarriedOver() {
        assertThat(Committed.table().get("STRALGO").copyWithout(Untold.FIELDS))
                .hasToString(TextFiles.resource("not-asked.tsv").get(0));
    }
}
