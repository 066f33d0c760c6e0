package io.aioredis.examples;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a run has found.
 *
 * @param files how many were read
 * @param commands how many were sent to count
 * @param time from the first read to the last reply
 * @param top the most frequent words, in order
 */
record Report(int files, long commands, Duration time, List<WordCount> top) {
    private static final int MAX_WORD_COLUMNS = 60;

    void print(PrintStream out) {
        out.println(table());
        out.println(String.format(
                Locale.ROOT,
                "%,d commands, one for each word of %,d %s, in %.2f s: %,.0f commands per second",
                commands,
                files,
                files == 1 ? "file" : "files",
                seconds(),
                commands / seconds()));
    }

    private String table() {
        Column[] columns = {
            new Column().header("Rank"),
            new Column()
                    .header("Word")
                    .dataAlign(HorizontalAlign.LEFT)
                    .maxWidth(MAX_WORD_COLUMNS, OverflowBehaviour.ELLIPSIS_RIGHT),
            new Column().header("Count")
        };
        Object[][] rows = new Object[top.size()][];
        for (int i = 0; i < rows.length; i++) {
            WordCount entry = top.get(i);
            rows[i] = new Object[] {i + 1, entry.word(), String.format(Locale.ROOT, "%,.0f", entry.count())};
        }
        return AsciiTable.builder()
                .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
                .data(columns, rows)
                .asString();
    }

    private double seconds() {
        return Math.max(1, time.toNanos()) / 1e9;
    }
}
