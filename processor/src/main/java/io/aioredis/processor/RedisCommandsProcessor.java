package io.aioredis.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Generates a mixin and a client for each interface that is annotated with {@code @RedisCommands}.
 *
 * <p>It is isolating, as incremental builds have it: what is generated for an interface is read from that interface and
 * what it refers to, and nothing else. An interface that refers to types which do not exist yet waits for a later round.
 * One with errors has all of them reported, and types of the same names and signatures, so that those who use them have
 * no errors on its account. Nothing that goes wrong here is thrown at the compiler.
 */
@AutoService(Processor.class)
public final class RedisCommandsProcessor extends AbstractProcessor {
    /** By name, since elements do not survive a round; each interface is looked at once, however often it is given. */
    private final Set<String> waiting = new LinkedHashSet<>();

    private final Set<String> done = new LinkedHashSet<>();

    /** Creates the processor, as the compiler does. */
    public RedisCommandsProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(RuntimeNames.REDIS_COMMANDS);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (round.processingOver()) {
            if (!round.errorRaised()) {
                waiting.forEach(this::reportUnresolved);
            }
            return false;
        }
        for (TypeElement annotation : annotations) {
            for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))) {
                waiting.add(type.getQualifiedName().toString());
            }
        }
        waiting.removeIf(this::isProcessed);
        return false;
    }

    private boolean isProcessed(String name) {
        if (done.contains(name)) {
            return true;
        }
        TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
        if (type == null) {
            return false;
        }
        Diagnostics diagnostics = new Diagnostics(type);
        try {
            if (!UnresolvedTypes.of(type).isEmpty()) {
                return false;
            }
            generate(type, diagnostics);
        } catch (IOException | RuntimeException | LinkageError e) {
            diagnostics.report(Diagnostic.INTERNAL, type, Describe.name(type), trace(e));
        }
        diagnostics.printTo(processingEnv.getMessager());
        return done.add(name);
    }

    private void generate(TypeElement type, Diagnostics diagnostics) throws IOException {
        InterfaceDefinition definition = new InterfaceParser(
                        processingEnv.getElementUtils(), processingEnv.getTypeUtils())
                .parse(type, diagnostics);
        List<TypeSpec> generated = new ArrayList<>();
        if (!definition.commands().isEmpty()) {
            generated.add(SpecsGenerator.generate(definition));
        }
        generated.add(MixinGenerator.generate(definition));
        generated.add(ClientGenerator.generate(definition));
        for (TypeSpec spec : generated) {
            write(spec, definition, type, diagnostics);
        }
    }

    private void write(TypeSpec spec, InterfaceDefinition definition, TypeElement type, Diagnostics diagnostics)
            throws IOException {
        JavaFile file = JavaFile.builder(
                        definition.name().packageName(),
                        spec.toBuilder().addOriginatingElement(type).build())
                .skipJavaLangImports(true)
                .indent("    ")
                .build();
        try {
            file.writeTo(processingEnv.getFiler());
        } catch (FilerException e) {
            diagnostics.report(Diagnostic.NAME_TAKEN, type, spec.name(), Describe.name(type));
        }
    }

    private void reportUnresolved(String name) {
        TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
        if (type != null) {
            Diagnostics diagnostics = new Diagnostics(type);
            diagnostics.report(
                    Diagnostic.UNRESOLVED, type, Describe.name(type), String.join(", ", UnresolvedTypes.of(type)));
            diagnostics.printTo(processingEnv.getMessager());
        }
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }
}
