package io.aioredis.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Counts words with the tools of the shell, which share nothing with the demo but the definition of a word. */
final class ShellPipeline {
    /** Reads each file by itself, so that a word at the end of one is not joined with the beginning of the next. */
    private static final String WORDS = """
            while IFS= read -r file; do tr -cs 'A-Za-z' '\\n' < "$file"; echo; done \
            | tr 'A-Z' 'a-z' | grep .""";

    private static final String TEXT_FILES = """
            find . -type d '(' -name '.?*' -o -name target ')' -prune \
            -o -type f '(' -name '*.md' -o -name '*.java' ')' -print""";

    private ShellPipeline() {}

    /** Returns every word of the files with its count, as the server orders them: by count, then by word, both falling. */
    static List<WordCount> count(List<Path> files) throws IOException, InterruptedException {
        Path list = Files.createTempFile("files", ".txt");
        try {
            Files.write(list, files.stream().map(Path::toString).toList(), UTF_8);
            return run(
                            list.getParent(),
                            Redirect.from(list.toFile()),
                            WORDS + " | sort | uniq -c | sort -k1,1nr -k2,2r")
                    .stream()
                    .map(line -> line.strip().split(" "))
                    .map(fields -> new WordCount(fields[1], Long.parseLong(fields[0])))
                    .toList();
        } finally {
            Files.delete(list);
        }
    }

    /** Returns the Markdown and Java files below a directory, as {@code find} finds them, in no particular order. */
    static List<Path> textFiles(Path directory) throws IOException, InterruptedException {
        return run(directory, Redirect.PIPE, TEXT_FILES).stream()
                .map(name -> directory.resolve(name).normalize())
                .collect(Collectors.toList());
    }

    private static List<String> run(Path directory, Redirect input, String script)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script)
                .directory(directory.toFile())
                .redirectInput(input)
                .redirectError(Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C");
        Process shell = builder.start();
        shell.getOutputStream().close();
        List<String> lines = new String(shell.getInputStream().readAllBytes(), ISO_8859_1)
                .lines()
                .toList();
        int status = shell.waitFor();
        if (status != 0) {
            throw new IllegalStateException(script + " ended with status " + status);
        }
        return lines;
    }
}
