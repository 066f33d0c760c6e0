package io.aioredis.mixin;

import io.aioredis.connection.CommandExecutor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Finds the client that the processor has generated for an interface. */
final class GeneratedClient {
    private GeneratedClient() {}

    static <C> CommandsFactory<C> factory(Class<C> commands) {
        String name = name(commands);
        MethodHandle constructor;
        try {
            Class<?> client = Class.forName(name, false, commands.getClassLoader());
            constructor = MethodHandles.publicLookup()
                    .findConstructor(client, MethodType.methodType(void.class, CommandExecutor.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "no implementation of " + commands.getName() + " found: there is no class " + name
                            + ". Is the interface annotated with @RedisCommands, and the processor configured? From JDK 23"
                            + " on javac runs no processor that is only on the class path; with Maven, name"
                            + " aioredis-processor in annotationProcessorPaths",
                    e);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(
                    name + " needs codecs beside its executor (expected: its own factory(...) to be used)", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(name + " is not public (expected: " + name + "::new to be used)", e);
        }
        return executor -> commands.cast(invoke(constructor, executor));
    }

    /** As the processor names it: nesting by underscores, in the same package. */
    private static String name(Class<?> commands) {
        String binaryName = commands.getName();
        String inPackage = binaryName.substring(commands.getPackageName().length());
        return commands.getPackageName() + inPackage.replace('$', '_') + "Client";
    }

    private static Object invoke(MethodHandle constructor, CommandExecutor executor) {
        try {
            return constructor.invoke(executor);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a generated constructor threw a checked exception", e);
        }
    }
}
