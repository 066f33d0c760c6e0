package io.aioredis.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the class that holds what is constant; constants of the mixin would be public, and clash with others. */
final class SpecsGenerator {
    /** Where a constant begins. */
    private static final int MEMBER = 4;

    private SpecsGenerator() {}

    static TypeSpec generate(InterfaceDefinition definition) {
        TypeSpec.Builder specs = TypeStart.begin(
                        TypeSpec.classBuilder(definition.specs()),
                        definition,
                        "What is the same in every call of the commands of {@link $T}.")
                .addModifiers(Modifier.FINAL);
        definition.commands().forEach(command -> specs.addField(spec(command)));
        return specs.addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .build();
    }

    private static FieldSpec spec(MethodDefinition.Command command) {
        EncodedWords words = EncodedWords.of(command.words());
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(CodeBlock.of("$L", Literals.of(command.name())));
        arguments.add(DecoderGenerator.generate(command.reply().decoder()));
        arguments.add(CodeBlock.of("$L", Literals.of(words.head())));
        words.constants().forEach(word -> arguments.add(CodeBlock.of("$L", Literals.of(word))));
        int used = MEMBER
                + "static final CommandSpec  = ".length()
                + command.constant().length();
        FieldSpec.Builder field = FieldSpec.builder(
                        RuntimeNames.COMMAND_SPEC, command.constant(), Modifier.STATIC, Modifier.FINAL)
                .initializer(Layout.call(used, MEMBER, CodeBlock.of("$T.fixed", RuntimeNames.COMMAND_SPEC), arguments));
        SuppressedWarnings.of(DecoderGenerator.warnings(command.reply().decoder()))
                .ifPresent(field::addAnnotation);
        return field.build();
    }
}
