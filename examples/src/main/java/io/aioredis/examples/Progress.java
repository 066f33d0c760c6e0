package io.aioredis.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * The progress bar.
 *
 * <p>On a terminal it is one line that is drawn over and over. Anywhere else, in a file or a pipe, it is whole lines, at
 * most one a second.
 */
final class Progress {
    private static final int COLUMNS = 79;
    private static final int REDRAW_MILLIS = 100;
    private static final int LINE_MILLIS = 1000;

    private Progress() {}

    /** Shows a bar that is full after so many bytes; whoever closes it finds the stream at the beginning of a line. */
    static ProgressBar start(PrintStream err, long bytes) {
        boolean isTerminal = isTerminal(err);
        return new ProgressBarBuilder()
                .setTaskName("counting words")
                .setInitialMax(bytes)
                .setUnit(" KiB", 1024)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(isTerminal ? REDRAW_MILLIS : LINE_MILLIS)
                .setConsumer(
                        isTerminal
                                ? new ConsoleProgressBarConsumer(err, COLUMNS)
                                : new DelegatingProgressBarConsumer(new Lines(err), COLUMNS))
                .build();
    }

    /** Asks the system, since Java tells of standard input and output only. Where it can't be asked, the answer is no. */
    private static boolean isTerminal(PrintStream err) {
        if (err != System.err) {
            return false;
        }
        try {
            Process test = new ProcessBuilder("test", "-t", "2")
                    .redirectError(Redirect.INHERIT)
                    .start();
            return test.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Prints each line once, while the bar draws its last state twice. */
    private static final class Lines implements Consumer<String> {
        private final PrintStream out;
        private String last = "";

        Lines(PrintStream out) {
            this.out = out;
        }

        @Override
        public synchronized void accept(String line) {
            if (!line.equals(last)) {
                out.println(line.stripTrailing());
                last = line;
            }
        }
    }
}
