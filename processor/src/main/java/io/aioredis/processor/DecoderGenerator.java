package io.aioredis.processor;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes the expression that makes a decoder. */
final class DecoderGenerator {
    /** Where a decoder begins that is an argument in a line of its own. */
    private static final int ARGUMENT = 4 + Layout.CONTINUATION;

    private DecoderGenerator() {}

    static CodeBlock generate(DecoderDefinition decoder) {
        if (decoder instanceof DecoderDefinition.Named named) {
            return named(named.constant());
        }
        if (decoder instanceof DecoderDefinition.ListOf list) {
            return composed("list", List.of(generate(list.element())));
        }
        if (decoder instanceof DecoderDefinition.SetOf set) {
            return composed("set", List.of(generate(set.element())));
        }
        if (decoder instanceof DecoderDefinition.MapOf map) {
            return composed("map", List.of(generate(map.key()), generate(map.value())));
        }
        if (decoder instanceof DecoderDefinition.Tuple tuple) {
            return tuple("tuple", tuple.type());
        }
        if (decoder instanceof DecoderDefinition.Tuples tuples) {
            return tuple("tuples", tuples.type());
        }
        throw new IllegalArgumentException("decoder: " + decoder);
    }

    /** Returns the warnings that the expression gives, which are to be suppressed. */
    static Set<String> warnings(DecoderDefinition decoder) {
        if (decoder instanceof DecoderDefinition.Tuple tuple) {
            return warnings(tuple.type());
        }
        return decoder instanceof DecoderDefinition.Tuples tuples ? warnings(tuples.type()) : Set.of();
    }

    private static Set<String> warnings(RecordDefinition type) {
        Set<String> warnings = new TreeSet<>(type.warnings());
        if (type.isRaw()) {
            warnings.addAll(Set.of("rawtypes", "unchecked"));
        }
        return warnings;
    }

    private static CodeBlock named(String constant) {
        return CodeBlock.of("$T.$L", RuntimeNames.REPLY_DECODERS, constant);
    }

    private static CodeBlock composed(String method, List<CodeBlock> arguments) {
        return CodeBlock.of("$T.$L($L)", RuntimeNames.REPLY_DECODERS, method, CodeBlock.join(arguments, ", "));
    }

    private static CodeBlock tuple(String method, RecordDefinition type) {
        List<CodeBlock> components =
                type.components().stream().map(DecoderGenerator::component).toList();
        CodeBlock constructor = CodeBlock.of("new $T$L", type.name(), type.isGeneric() && !type.isRaw() ? "<>" : "");
        String lambda = "(reader, codecs) -> ";
        int indentation = ARGUMENT + Layout.CONTINUATION;
        CodeBlock record =
                Layout.call(indentation + lambda.length() + "),".length(), indentation, constructor, components);
        return Layout.call(
                ARGUMENT + ",".length(),
                ARGUMENT,
                named(method),
                List.of(CodeBlock.of("$L", type.components().size()), CodeBlock.of("$L$L", lambda, record)));
    }

    private static CodeBlock component(RecordDefinition.Component component) {
        if (component instanceof RecordDefinition.Primitive primitive) {
            return CodeBlock.of("reader.$L()", primitive.method());
        }
        RecordDefinition.Decoded decoded = (RecordDefinition.Decoded) component;
        CodeBlock value = CodeBlock.of("$L.decode(reader, codecs)", named(decoded.constant()));
        return decoded.cast().map(type -> CodeBlock.of("($T) $L", type, value)).orElse(value);
    }
}
