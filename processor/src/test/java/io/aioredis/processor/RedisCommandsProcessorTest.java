package io.aioredis.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.connection.CommandExecutor;
import io.aioredis.processor.Compiled.Problem;
import io.aioredis.processor.Compiled.With;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Completion;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedisCommandsProcessorTest {
    private static final String PING = """
            package io.example;

            import io.aioredis.annotation.*;
            import java.util.concurrent.*;

            @RedisCommands
            public interface Ping {
                @Command("PING")
                CompletableFuture<String> ping();
            }
            """;

    /** Refers to a type that does not exist. */
    private static final String LATE = PING.replace("<String>", "<Late>");

    // ---- as compilers want it

    @Test
    void compilersFindTheProcessorAsAService() {
        assertThat(ServiceLoader.load(Processor.class).stream().map(ServiceLoader.Provider::type))
                .contains(RedisCommandsProcessor.class);
    }

    @Test
    void gradleIsToldThatTheProcessorIsIsolating() throws IOException {
        String name = "META-INF/gradle/incremental.annotation.processors";
        try (InputStream file = RedisCommandsProcessor.class.getClassLoader().getResourceAsStream(name)) {
            assertThat(file).asString(UTF_8).isEqualTo(RedisCommandsProcessor.class.getName() + ",isolating\n");
        }
    }

    @Test
    void theProcessorTakesTheLatestSourceAndLeavesAnnotationsToOthers() {
        RedisCommandsProcessor processor = new RedisCommandsProcessor();
        assertThat(processor.getSupportedSourceVersion()).isEqualTo(SourceVersion.latestSupported());

        List<Boolean> claims = new ArrayList<>();
        Compiled compiled = compile(With.JAVAC, new Wrapped(env -> env, claims), PING);
        assertThat(compiled.errors()).isEmpty();
        assertThat(claims).isNotEmpty().containsOnly(false);
    }

    @Test
    void everyGeneratedFileHasItsInterfaceAsItsOnlyOrigin() {
        List<String> origins = new ArrayList<>();
        Compiled compiled = compile(
                With.JAVAC,
                new Wrapped(env -> withFiler(env, origins), new ArrayList<>()),
                PING + "@RedisCommands interface Other extends Ping {}");

        assertThat(compiled.errors()).isEmpty();
        assertThat(origins)
                .containsExactlyInAnyOrder(
                        "PingSpecs [io.example.Ping]",
                        "PingMixin [io.example.Ping]",
                        "PingClient [io.example.Ping]",
                        "OtherMixin [io.example.Other]",
                        "OtherClient [io.example.Other]");
    }

    @ParameterizedTest
    @EnumSource
    void twoCompilationsGiveTheSameText(With compiler) {
        assertThat(compile(compiler, new RedisCommandsProcessor(), PING).generated())
                .isEqualTo(compile(compiler, new RedisCommandsProcessor(), PING).generated());
    }

    @Test
    void aModuleThatDoesNotReadTheOneOfGeneratedGetsNoneOfThis(@TempDir Path directory) throws Exception {
        Path runtime = automaticModule(directory.resolve("runtime.jar"));
        Compiled compiled = Compiled.with(
                With.JAVAC,
                new RedisCommandsProcessor(),
                List.of("--module-path", runtime.toString()),
                List.of(
                        Compiled.source("module-info", "module io.example { requires runtime; }"),
                        Compiled.source("io.example.Ping", PING)));

        assertThat(compiled.errors()).isEmpty();
        assertThat(compiled.generated().get("PingClient.java"))
                .contains("public final class PingClient")
                .doesNotContain("Generated");
    }

    /** Packs the runtime without its descriptor, by which it lets its users read the module of {@code @Generated}. */
    private static Path automaticModule(Path jar) throws IOException, URISyntaxException {
        Path runtime = Path.of(CommandExecutor.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isRegularFile(runtime)) {
            try (FileSystem files = FileSystems.newFileSystem(runtime)) {
                pack(files.getPath("/"), jar);
            }
        } else {
            pack(runtime, jar);
        }
        return jar;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(classes);
                JarOutputStream packed = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .filter(path -> !path.endsWith("module-info.class"))
                    .toList()) {
                packed.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, packed);
            }
        }
    }

    // ---- types that do not exist

    @ParameterizedTest
    @EnumSource
    void anInterfaceWaitsForTypesThatAreGenerated(With compiler) {
        Compiled compiled = compile(
                compiler, new Both(new RedisCommandsProcessor(), "Late", "public record Late(String value) {}"), LATE);

        assertThat(compiled.errors()).isEmpty();
        assertThat(compiled.generated()).containsKeys("PingMixin.java", "PingClient.java", "PingSpecs.java");
    }

    @ParameterizedTest
    @EnumSource
    void anInterfaceWaitsForConstantsThatAreGenerated(With compiler) {
        Compiled compiled = compile(
                compiler,
                new Both(
                        new RedisCommandsProcessor(),
                        "Names",
                        "public interface Names { String PING = \"CLIENT ID\"; }"),
                PING.replace("\"PING\"", "Names.PING"));

        assertThat(compiled.errors()).isEmpty();
        assertThat(compiled.generated().get("PingSpecs.java")).contains("\"CLIENT ID\"");
    }

    @Test
    @Provokes(Diagnostic.UNRESOLVED)
    void nothingIsGeneratedForAnInterfaceThatRefersToWhatDoesNotExist() {
        Compiled compiled = compile(With.JAVAC, new RedisCommandsProcessor(), LATE);

        assertThat(compiled.generated()).isEmpty();
        assertThat(compiled.errors())
                .filteredOn(error -> error.message().startsWith("["))
                .containsExactly(new Problem(
                        "[RedisUnresolved] Nothing was generated for Ping, since it refers to types that do not exist:"
                                + " Late. Correct their names, or see why what should generate them did not.",
                        "Ping.java",
                        7));
        assertThat(compiled.errors())
                .filteredOn(error -> !error.message().startsWith("["))
                .singleElement()
                .asString()
                .contains("cannot find symbol")
                .contains("Late");
    }

    @Test
    void theCompilerOfEclipseSaysTheSameOfWhatDoesNotExist() {
        Compiled compiled = compile(With.ECJ, new RedisCommandsProcessor(), LATE);

        assertThat(compiled.generated()).isEmpty();
        assertThat(compiled.errors())
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "Late cannot be resolved to a type",
                        "[RedisUnresolved] Nothing was generated for Ping, since it refers to types that do not exist:"
                                + " Late. Correct their names, or see why what should generate them did not.");
    }

    @Test
    void whatDoesNotExistIsExplainedOnlyIfNothingElseIsWrong() {
        Compiled compiled = compile(
                With.JAVAC,
                new RedisCommandsProcessor(),
                LATE + "@RedisCommands interface Other { CompletableFuture<String> other(); }");

        assertThat(compiled.errors())
                .extracting(Problem::message)
                .filteredOn(message -> message.startsWith("["))
                .singleElement()
                .asString()
                .startsWith("[RedisCommandMissing]");
    }

    // ---- class files

    @ParameterizedTest
    @EnumSource
    void aSuperInterfaceMayBeACompiledOne(With compiler) {
        Compiled base = compile(With.JAVAC, new RedisCommandsProcessor(), PING);
        Compiled compiled = Compiled.with(
                compiler,
                new RedisCommandsProcessor(),
                List.of("-classpath", classPath(base.classes())),
                List.of(Compiled.source(
                        "io.example.More",
                        PING.replace("Ping", "More extends Ping").replace("ping()", "more()"))));

        assertThat(compiled.errors()).isEmpty();
        assertThat(compiled.generated().get("MoreMixin.java"))
                .contains("interface MoreMixin extends More, PingMixin {")
                .contains("more()")
                .doesNotContain("ping()");
    }

    @ParameterizedTest
    @EnumSource
    void aTemplateInAClassFileNeedsTheNamesOfItsParameters(With compiler) {
        Compiled base = compile(
                With.JAVAC,
                new RedisCommandsProcessor(),
                PING.replace("@RedisCommands\n", "")
                        .replace("\"PING\"", "\"ECHO :text\"")
                        .replace("()", "(String text)"));
        Compiled compiled = Compiled.with(
                compiler,
                new RedisCommandsProcessor(),
                List.of("-classpath", classPath(base.classes())),
                List.of(Compiled.source(
                        "io.example.More",
                        "package io.example;\n@io.aioredis.annotation.RedisCommands\ninterface More extends Ping {}")));

        assertThat(compiled.errors()).singleElement().satisfies(error -> {
            assertThat(error.file()).isEqualTo("More.java");
            assertThat(error.message())
                    .isEqualTo(
                            "[RedisTemplateName] \"ECHO :text\" names :text, but ping(String arg0) has no such parameter."
                                    + " The class file does not have the parameters' names; compile it with -parameters."
                                    + " [Ping.ping(String arg0)]");
        });
    }

    private static String classPath(Path classes) {
        return classes + File.pathSeparator + System.getProperty("java.class.path");
    }

    // ---- failures

    @ParameterizedTest
    @EnumSource
    void aDefectOfTheProcessorIsOneErrorOnTheInterface(With compiler) {
        assertDefectIsOneError(compiler);
    }

    @Test
    @Provokes(Diagnostic.INTERNAL)
    void aDefectOfTheProcessorSaysWhereToReportIt() {
        assertDefectIsOneError(With.JAVAC);
    }

    private static void assertDefectIsOneError(With compiler) {
        Compiled compiled = compile(
                compiler,
                new Wrapped(RedisCommandsProcessorTest::withBrokenFiler, new ArrayList<>()),
                PING + "class Fine {}");

        assertThat(compiled.errors()).singleElement().satisfies(error -> {
            assertThat(error.file()).isEqualTo("Ping.java");
            assertThat(error.message().replaceAll("\n\\s+", "\n"))
                    .startsWith("[RedisInternal] Ping made the processor fail, which is a defect of the processor."
                            + " Report it to the project of aioredis for Java with the interface and this trace:\n"
                            + "java.lang.IllegalStateException: no files today\n");
        });
    }

    @Test
    @Provokes(Diagnostic.NAME_TAKEN)
    void aNameThatIsTakenIsAnError() {
        Compiled compiled =
                compile(With.JAVAC, new RedisCommandsProcessor(), PING.replace("public ", "") + "class PingClient {}");

        assertThat(compiled.errors())
                .containsExactly(new Problem(
                        "[RedisNameTaken] PingClient would be generated for Ping, but exists already. Rename one of them.",
                        "Ping.java",
                        7));
    }

    private static Compiled compile(With compiler, Processor processor, String source) {
        return Compiled.with(compiler, processor, List.of(), List.of(Compiled.source("io.example.Ping", source)));
    }

    private static ProcessingEnvironment withFiler(ProcessingEnvironment env, List<String> origins) {
        return with(env, "createSourceFile", arguments -> {
            String name = arguments[0].toString();
            origins.add(name.substring(name.lastIndexOf('.') + 1) + " " + Arrays.toString((Element[]) arguments[1]));
            return null;
        });
    }

    private static ProcessingEnvironment withBrokenFiler(ProcessingEnvironment env) {
        return with(env, "createSourceFile", arguments -> {
            throw new IllegalStateException("no files today");
        });
    }

    /** Returns an environment whose filer does something before it does what it does. */
    private static ProcessingEnvironment with(
            ProcessingEnvironment env, String method, Function<Object[], Object> before) {
        Filer filer = proxy(Filer.class, env.getFiler(), (name, arguments) -> {
            if (name.equals(method)) {
                before.apply(arguments);
            }
        });
        return (ProcessingEnvironment) Proxy.newProxyInstance(
                RedisCommandsProcessorTest.class.getClassLoader(),
                new Class<?>[] {ProcessingEnvironment.class},
                (proxy, called, arguments) ->
                        called.getName().equals("getFiler") ? filer : called.invoke(env, arguments));
    }

    private interface Before {
        void call(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, T target, Before before) {
        return type.cast(Proxy.newProxyInstance(
                RedisCommandsProcessorTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) -> {
                    before.call(called.getName(), arguments);
                    try {
                        return called.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** The processor in an environment that is not quite the compiler's. */
    private static final class Wrapped implements Processor {
        private final RedisCommandsProcessor processor = new RedisCommandsProcessor();
        private final Function<ProcessingEnvironment, ProcessingEnvironment> environment;
        private final List<Boolean> claims;

        Wrapped(Function<ProcessingEnvironment, ProcessingEnvironment> environment, List<Boolean> claims) {
            this.environment = environment;
            this.claims = claims;
        }

        @Override
        public Set<String> getSupportedOptions() {
            return processor.getSupportedOptions();
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return processor.getSupportedSourceVersion();
        }

        @Override
        public void init(ProcessingEnvironment env) {
            processor.init(environment.apply(env));
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            claims.add(processor.process(annotations, round));
            return claims.get(claims.size() - 1);
        }

        @Override
        public Iterable<? extends Completion> getCompletions(
                Element element, AnnotationMirror annotation, ExecutableElement member, String userText) {
            return List.of();
        }
    }

    /** The processor beside another one that generates a type in the first round. */
    private static final class Both extends AbstractProcessor {
        private final Processor processor;
        private final String name;
        private final String text;
        private boolean isGenerated;

        Both(Processor processor, String name, String text) {
            this.processor = processor;
            this.name = name;
            this.text = text;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return processor.getSupportedSourceVersion();
        }

        @Override
        public synchronized void init(ProcessingEnvironment env) {
            super.init(env);
            processor.init(env);
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            processor.process(annotations, round);
            if (!isGenerated) {
                isGenerated = true;
                try {
                    JavaFileObject file = processingEnv.getFiler().createSourceFile("io.example." + name);
                    try (Writer writer = file.openWriter()) {
                        writer.write("package io.example; " + text);
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return false;
        }
    }
}
