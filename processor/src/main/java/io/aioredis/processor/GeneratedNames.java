package io.aioredis.processor;

import com.palantir.javapoet.ClassName;

/** The names of what is generated for an interface: beside it, and for a nested one with the names around it in front. */
final class GeneratedNames {
    private GeneratedNames() {}

    static ClassName mixin(ClassName type) {
        return beside(type, "Mixin");
    }

    static ClassName client(ClassName type) {
        return beside(type, "Client");
    }

    static ClassName specs(ClassName type) {
        return beside(type, "Specs");
    }

    private static ClassName beside(ClassName type, String suffix) {
        return ClassName.get(type.packageName(), String.join("_", type.simpleNames()) + suffix);
    }
}
