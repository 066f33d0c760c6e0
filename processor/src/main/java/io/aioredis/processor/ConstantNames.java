package io.aioredis.processor;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives the constants of one class their names. */
final class ConstantNames {
    private final Set<String> taken = new HashSet<>();

    /** Returns {@code ADD_ALL} for the method {@code addAll}, {@code ADD_ALL_2} for its first overload and so on. */
    String next(String method) {
        String name = method.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
        String candidate = name;
        for (int i = 2; !taken.add(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }
}
