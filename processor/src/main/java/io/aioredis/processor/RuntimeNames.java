package io.aioredis.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;

/** The runtime's types that are read or named in generated code; the processor itself does not depend on them. */
final class RuntimeNames {
    static final String REDIS_COMMANDS = "io.aioredis.annotation.RedisCommands";
    static final String COMMAND = "io.aioredis.annotation.Command";
    static final String KEY = "io.aioredis.annotation.Key";

    static final ClassName CODEC = ClassName.get("io.aioredis.codec", "Codec");
    static final ClassName COMMAND_EXECUTOR = ClassName.get("io.aioredis.connection", "CommandExecutor");
    static final ClassName COMMANDS_FACTORY = ClassName.get("io.aioredis.mixin", "CommandsFactory");
    static final ClassName MIXIN = ClassName.get("io.aioredis.mixin", "Mixin");
    static final ClassName KEY_MIXIN = ClassName.get("io.aioredis.mixin", "KeyMixin");
    static final ClassName VALUE_MIXIN = ClassName.get("io.aioredis.mixin", "ValueMixin");
    static final ClassName CODEC_MIXIN = ClassName.get("io.aioredis.mixin", "CodecMixin");
    static final ClassName COMMAND_SPEC = ClassName.get("io.aioredis.protocol", "CommandSpec");
    static final ClassName COMMAND_WRITER = ClassName.get("io.aioredis.protocol", "CommandWriter");
    static final ClassName REPLY_DECODERS = ClassName.get("io.aioredis.protocol", "ReplyDecoders");

    private RuntimeNames() {}

    static TypeName parameterized(ClassName type, List<? extends TypeName> arguments) {
        return arguments.isEmpty() ? type : ParameterizedTypeName.get(type, arguments.toArray(TypeName[]::new));
    }
}
