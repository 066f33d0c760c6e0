package io.aioredis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.testkit.RedisServers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows compiles without a warning, and its program does what it seems to do. */
class ReadmeTest {
    private static final String IMPORTS = """
            import io.aioredis.Aioredis;
            import io.aioredis.annotation.*;
            import io.aioredis.commands.ScoredValue;
            import java.util.List;
            import java.util.concurrent.CompletableFuture;
            """;

    @TempDir
    Path classes;

    @Test
    void theFirstExampleHasFifteenLinesAndCompiles() throws Exception {
        String example = javaBlocks().get(0);
        assertThat(example.lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(15);
        assertThat(compile("Leaderboard", IMPORTS + example)).isEmpty();
    }

    @Test
    void theWholeProgramCompilesAndRuns() throws Exception {
        String program = javaBlocks().get(1);
        assertThat(compile("Example", program)).isEmpty();
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, UTF_8));
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {RedisServers.shared().url()});
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(UTF_8).strip())
                .isEqualTo("[ScoredValue[value=bob, score=57.5], ScoredValue[value=ann, score=42.0]]");
    }

    /** Returns what javac says. */
    private String compile(String name, String source) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        String path = System.getProperty("java.class.path");
        StringWriter output = new StringWriter();
        List<String> options = List.of(
                "-d", classes.toString(), "-cp", path, "-processorpath", path, "-Xlint:all,-processing", "-Werror");
        Boolean isDone =
                javac.getTask(output, null, null, options, null, List.of(file)).call();
        return isDone ? output.toString() : "failed: " + output;
    }

    private static List<String> javaBlocks() throws Exception {
        Path readme = Checkout.file("README.md");
        List<String> blocks = new ArrayList<>();
        Matcher matcher = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(readme));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }
}
