package io.aioredis.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/**
 * What a compiler made of some sources, with the runtime on the class path.
 *
 * @param errors in the order they were reported
 * @param warnings likewise, mandatory ones included
 * @param generated the text of each generated file by its name
 * @param classes holds the class files; deleted when the virtual machine ends
 */
record Compiled(List<Problem> errors, List<Problem> warnings, SortedMap<String, String> generated, Path classes) {
    enum With {
        JAVAC,
        ECJ;

        private JavaCompiler compiler() {
            return this == JAVAC ? ToolProvider.getSystemJavaCompiler() : new EclipseCompiler();
        }
    }

    /**
     * Something that a compiler reported.
     *
     * @param file the simple name of the file it stands in, empty if in none
     * @param line the line it stands in, from 1
     */
    record Problem(String message, String file, long line) {
        @Override
        public String toString() {
            return file + ":" + line + ": " + message;
        }
    }

    static Compiled with(With compiler, Processor processor, List<String> options, List<JavaFileObject> sources) {
        JavaCompiler javac = compiler.compiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(problems, Locale.ROOT, UTF_8)) {
            Path directory = Files.createTempDirectory("compiled");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            Path classes = Files.createDirectory(directory.resolve("classes"));
            Path generated = Files.createDirectory(directory.resolve("generated"));
            files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(classes.toFile()));
            files.setLocation(StandardLocation.SOURCE_OUTPUT, List.of(generated.toFile()));
            List<String> all = new ArrayList<>(List.of("-encoding", "UTF-8", "--release", "17", "-proc:full"));
            if (Runtime.version().feature() < 21 || compiler == With.ECJ) {
                all.remove("-proc:full");
            }
            all.addAll(options);
            JavaCompiler.CompilationTask task = javac.getTask(
                    Writer.nullWriter(),
                    files,
                    problems,
                    all,
                    null,
                    compiler == With.ECJ ? written(directory, files, sources) : sources);
            task.setProcessors(List.of(processor));
            task.call();
            return new Compiled(
                    of(problems, javax.tools.Diagnostic.Kind.ERROR),
                    of(problems, javax.tools.Diagnostic.Kind.WARNING, javax.tools.Diagnostic.Kind.MANDATORY_WARNING),
                    read(generated),
                    classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The other compiler wants files that are files. */
    private static Iterable<? extends JavaFileObject> written(
            Path directory, StandardJavaFileManager files, List<JavaFileObject> sources) throws IOException {
        List<Path> written = new ArrayList<>();
        for (JavaFileObject source : sources) {
            Path file = directory.resolve("sources/" + source.toUri().getPath());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getCharContent(false));
            written.add(file);
        }
        return files.getJavaFileObjectsFromPaths(written);
    }

    private static List<Problem> of(
            DiagnosticCollector<JavaFileObject> problems, javax.tools.Diagnostic.Kind... kinds) {
        return problems.getDiagnostics().stream()
                .filter(problem -> Arrays.asList(kinds).contains(problem.getKind()))
                .map(problem -> new Problem(
                        problem.getMessage(Locale.ROOT), fileName(problem.getSource()), problem.getLineNumber()))
                .toList();
    }

    private static String fileName(JavaFileObject file) {
        return file == null ? "" : Path.of(file.toUri().getPath()).getFileName().toString();
    }

    private static SortedMap<String, String> read(Path directory) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>(Comparator.naturalOrder());
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    /** A source file whose path is that of the class. */
    static JavaFileObject source(String className, String text) {
        return JavaFileObjects.forSourceString(className, text);
    }
}
