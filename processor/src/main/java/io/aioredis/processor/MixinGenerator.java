package io.aioredis.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the mixin: an interface whose default methods send the commands. */
final class MixinGenerator {
    /** Where a statement begins. */
    private static final int STATEMENT = 8;

    /** What the statement around a call takes of its line. */
    private static final int EXECUTE = STATEMENT + "return executor().execute();".length();

    private final InterfaceDefinition definition;

    private MixinGenerator(InterfaceDefinition definition) {
        this.definition = definition;
    }

    static TypeSpec generate(InterfaceDefinition definition) {
        return new MixinGenerator(definition).mixin();
    }

    private TypeSpec mixin() {
        TypeSpec.Builder mixin = TypeStart.beginLike(
                TypeSpec.interfaceBuilder(definition.mixin()),
                definition,
                "Implements the commands of {@link $T} for a class that it is mixed into.");
        if (definition.isImplemented()) {
            mixin.addSuperinterface(definition.type());
        }
        definition.superMixins().forEach(mixin::addSuperinterface);
        runtimeMixins().forEach(mixin::addSuperinterface);
        definition.methods().forEach(method -> mixin.addMethod(method(method)));
        if (definition.isCloseable()) {
            mixin.addMethod(MethodSpec.methodBuilder("close")
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                    .build());
        }
        return mixin.build();
    }

    /** Returns the runtime's mixin for the roles that no super-interface's mixin has already. */
    private List<TypeName> runtimeMixins() {
        List<RoleDefinition> own =
                definition.roles().stream().filter(role -> !role.isInherited()).toList();
        if (own.isEmpty()) {
            return definition.superMixins().isEmpty() ? List.of(RuntimeNames.MIXIN) : List.of();
        }
        List<TypeName> types = own.stream().map(RoleDefinition::type).toList();
        Set<Role> roles = own.stream()
                .map(RoleDefinition::role)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        if (roles.size() == Role.values().length) {
            return List.of(RuntimeNames.parameterized(RuntimeNames.CODEC_MIXIN, types));
        }
        return List.of(ParameterizedTypeName.get(
                roles.contains(Role.KEY) ? RuntimeNames.KEY_MIXIN : RuntimeNames.VALUE_MIXIN, types.get(0)));
    }

    private MethodSpec method(MethodDefinition method) {
        SignatureDefinition signature = method.signature();
        MethodSpec.Builder builder = MethodSpec.methodBuilder(signature.name())
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .addTypeVariables(signature.typeVariables())
                .returns(signature.returnType())
                .varargs(signature.isVarargs());
        if (definition.isImplemented()) {
            builder.addAnnotation(Override.class);
        }
        signature.deprecated().ifPresent(builder::addAnnotation);
        SuppressedWarnings.of(signature.warnings()).ifPresent(builder::addAnnotation);
        for (ParameterDefinition parameter : signature.parameters()) {
            builder.addParameter(
                    ParameterSpec.builder(parameter.type(), parameter.name()).build());
        }
        if (method instanceof MethodDefinition.Command command) {
            builder.addCode(command(command));
        } else if (method instanceof MethodDefinition.Forward forward) {
            builder.addCode(forward(forward));
        } else {
            builder.addStatement(
                    "throw new $T($S)",
                    UnsupportedOperationException.class,
                    definition.name().simpleName() + " has errors");
        }
        return builder.build();
    }

    private CodeBlock command(MethodDefinition.Command command) {
        EncodedWords words = EncodedWords.of(command.words());
        CodeBlock spec = CodeBlock.of("$T.$L", definition.specs(), command.constant());
        if (words.rest().isEmpty()) {
            CodeBlock call = CodeBlock.of("$L.writer().begin().call(this)", spec);
            return execute(command, call);
        }
        String writer = writerName(command.signature());
        CodeBlock sized = Layout.chain(STATEMENT + "CommandWriter  = ;".length() + writer.length(), spec, sizes(words));
        return CodeBlock.builder()
                .addStatement("$T $L = $L", RuntimeNames.COMMAND_WRITER, writer, sized)
                .add(execute(command, Layout.chain(EXECUTE, CodeBlock.of("$L", writer), puts(words))))
                .build();
    }

    private static CodeBlock execute(MethodDefinition.Command command, CodeBlock call) {
        return switch (command.reply().adapter()) {
            case COMPLETABLE_FUTURE, COMPLETION_STAGE ->
                CodeBlock.builder()
                        .addStatement("return executor().execute($L)", call)
                        .build();
        };
    }

    private static List<CodeBlock> sizes(EncodedWords words) {
        List<CodeBlock> calls = new ArrayList<>();
        calls.add(CodeBlock.of(".writer()"));
        words.arguments()
                .forEach(argument -> calls.add(CodeBlock.of(".size($L)", argument(argument, notNull(argument)))));
        calls.add(CodeBlock.of(".begin()"));
        return calls;
    }

    private static List<CodeBlock> puts(EncodedWords words) {
        List<CodeBlock> calls = new ArrayList<>();
        int word = 0;
        for (EncodedWords.Piece piece : words.rest()) {
            if (piece instanceof EncodedWords.Argument sent) {
                CodeBlock value = CodeBlock.of("$L", sent.argument().parameter());
                calls.add(CodeBlock.of(".put($L)", argument(sent.argument(), value)));
            } else {
                calls.add(CodeBlock.of(".word($L)", word++));
            }
        }
        calls.add(CodeBlock.of(".call(this)"));
        return calls;
    }

    private static CodeBlock argument(WordDefinition.Argument argument, CodeBlock value) {
        return switch (argument.kind()) {
            case PLAIN -> value;
            case FLOAT -> CodeBlock.of("$T.parseDouble($T.toString($L))", Double.class, Float.class, value);
            case KEY -> CodeBlock.of("$L(), $L", Role.KEY.codec(), value);
            case VALUE -> CodeBlock.of("$L(), $L", Role.VALUE.codec(), value);
        };
    }

    private static CodeBlock notNull(WordDefinition.Argument argument) {
        return argument.isPrimitive()
                ? CodeBlock.of("$L", argument.parameter())
                : CodeBlock.of("$1T.requireNonNull($2L, $2S)", Objects.class, argument.parameter());
    }

    /** Returns a name for the writer that no parameter has. */
    private static String writerName(SignatureDefinition signature) {
        String name = "writer";
        for (int i = 2; hasParameter(signature, name); i++) {
            name = "writer" + i;
        }
        return name;
    }

    private static boolean hasParameter(SignatureDefinition signature, String name) {
        return signature.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals(name));
    }

    private static CodeBlock forward(MethodDefinition.Forward forward) {
        SignatureDefinition signature = forward.signature();
        return CodeBlock.builder()
                .addStatement(
                        "$L$T.super.$L($L)",
                        forward.isVoid() ? "" : "return ",
                        forward.superInterface(),
                        signature.name(),
                        signature.parameters().stream()
                                .map(ParameterDefinition::name)
                                .collect(Collectors.joining(", ")))
                .build();
    }
}
