package io.aioredis.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes the client: a class that is the mixin with an executor and codecs of its own. */
final class ClientGenerator {
    private static final String EXECUTOR = "executor";

    private final InterfaceDefinition definition;

    private ClientGenerator(InterfaceDefinition definition) {
        this.definition = definition;
    }

    static TypeSpec generate(InterfaceDefinition definition) {
        return new ClientGenerator(definition).client();
    }

    private TypeSpec client() {
        TypeSpec.Builder client = TypeStart.beginLike(
                        TypeSpec.classBuilder(definition.client()),
                        definition,
                        "A client of the commands of {@link $T}.")
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(RuntimeNames.parameterized(definition.mixin(), definition.typeVariables()))
                .addSuperinterface(AutoCloseable.class)
                .addField(field(RuntimeNames.COMMAND_EXECUTOR, EXECUTOR));
        for (RoleDefinition role : definition.constructorRoles()) {
            client.addField(field(codec(role), role.role().codec()));
        }
        client.addMethod(constructor());
        if (!definition.constructorRoles().isEmpty()) {
            client.addMethod(factory());
        }
        client.addMethod(accessor(RuntimeNames.COMMAND_EXECUTOR, EXECUTOR, CodeBlock.of(EXECUTOR)));
        for (RoleDefinition role : definition.roles()) {
            client.addMethod(accessor(codec(role), role.role().codec(), value(role)));
        }
        return client.addMethod(close()).build();
    }

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addModifiers(visibility())
                .addJavadoc(
                        definition.constructorRoles().isEmpty()
                                ? "Creates a client that sends its commands through the executor.\n"
                                : "Creates a client that sends its commands, encoded by the codecs, through the executor.\n")
                .addParameter(RuntimeNames.COMMAND_EXECUTOR, EXECUTOR)
                .addParameters(codecParameters())
                .addStatement("this.$1L = $2T.requireNonNull($1L, $1S)", EXECUTOR, Objects.class);
        for (RoleDefinition role : definition.constructorRoles()) {
            constructor.addStatement(
                    "this.$1L = $2T.requireNonNull($1L, $1S)", role.role().codec(), Objects.class);
        }
        return constructor.build();
    }

    private MethodSpec factory() {
        TypeName client = RuntimeNames.parameterized(definition.client(), definition.typeVariables());
        List<String> codecs = definition.constructorRoles().stream()
                .map(role -> role.role().codec())
                .toList();
        MethodSpec.Builder factory = MethodSpec.methodBuilder("factory")
                .addModifiers(visibility())
                .addModifiers(Modifier.STATIC)
                .addJavadoc("Returns a factory of clients that encode by these codecs.\n")
                .addTypeVariables(definition.typeVariables())
                .returns(ParameterizedTypeName.get(RuntimeNames.COMMANDS_FACTORY, client))
                .addParameters(codecParameters());
        codecs.forEach(codec -> factory.addStatement("$1T.requireNonNull($2L, $2S)", Objects.class, codec));
        return factory.addStatement(
                        "return $1L -> new $2T$3L($1L, $4L)",
                        EXECUTOR,
                        definition.client(),
                        definition.typeVariables().isEmpty() ? "" : "<>",
                        String.join(", ", codecs))
                .build();
    }

    private List<ParameterSpec> codecParameters() {
        return definition.constructorRoles().stream()
                .map(role ->
                        ParameterSpec.builder(codec(role), role.role().codec()).build())
                .toList();
    }

    private MethodSpec close() {
        return MethodSpec.methodBuilder("close")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Closes the executor: the connection if it is one, nothing if it is a view of one.\n")
                .addStatement("$L.close()", EXECUTOR)
                .build();
    }

    private static MethodSpec accessor(TypeName type, String name, CodeBlock value) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addStatement("return $L", value)
                .build();
    }

    private static CodeBlock value(RoleDefinition role) {
        return switch (role.source()) {
            case CONSTRUCTOR -> CodeBlock.of("$L", role.role().codec());
            case UTF8 -> CodeBlock.of("$T.utf8()", RuntimeNames.CODEC);
            case BYTES -> CodeBlock.of("$T.bytes()", RuntimeNames.CODEC);
        };
    }

    private static FieldSpec field(TypeName type, String name) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL).build();
    }

    private static TypeName codec(RoleDefinition role) {
        return ParameterizedTypeName.get(RuntimeNames.CODEC, role.type());
    }

    private Modifier[] visibility() {
        return definition.isPublic() ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
    }
}
