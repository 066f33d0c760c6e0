package io.aioredis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.aioredis.processor.Compiled.Problem;
import io.aioredis.processor.Compiled.With;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What each mistake is answered with: one error, at its line, and none for those who use what would be generated. */
class DiagnosticsTest {
    private static final String HEADER = """
            package io.example;

            import io.aioredis.annotation.*;
            import java.util.*;
            import java.util.concurrent.*;

            """;

    /** In a source: the line where the error stands. */
    private static final String HERE = "// here";

    // ---- the interface

    @Test
    @Provokes(Diagnostic.NOT_INTERFACE)
    void aClassIsNoInterfaceOfCommands() {
        assertError(
                """
                @RedisCommands
                abstract class Foo { // here
                    @Command("GET")
                    abstract CompletableFuture<String> get(@Key String key);
                }
                """,
                "[RedisNotInterface] Foo is an abstract class, but commands are declared by an interface. Make it an"
                        + " interface, or remove @RedisCommands.");
    }

    @Test
    void anAnnotationIsNoInterfaceOfCommands() {
        assertError(
                """
                @RedisCommands
                @interface Foo {} // here
                """,
                "[RedisNotInterface] Foo is an annotation, but commands are declared by an interface. Make it an"
                        + " interface, or remove @RedisCommands.");
    }

    @Test
    @Provokes(Diagnostic.SEALED_INTERFACE)
    void aSealedInterfaceCannotBeImplemented() {
        assertError(
                """
                @RedisCommands
                sealed interface Foo permits Bar { // here
                    @Command("GET")
                    CompletableFuture<String> get(@Key String key);
                }
                non-sealed interface Bar extends Foo {}
                """,
                "[RedisSealedInterface] Foo is sealed, so that nothing generated may implement it. Remove sealed and"
                        + " permits.");
    }

    @Test
    @Provokes(Diagnostic.PRIVATE_INTERFACE)
    void aPrivateInterfaceCannotBeImplemented() {
        assertErrors(
                """
                class Outer {
                    @RedisCommands
                    private interface Foo { // here
                        @Command("GET")
                        CompletableFuture<String> get(@Key String key);
                    }
                }
                """,
                "Outer_FooClient",
                "[RedisPrivateInterface] Outer.Foo is private, so that nothing generated can implement Foo. Remove"
                        + " private from it.");
    }

    @Test
    void anInterfaceInAPrivateClassCannotBeImplemented() {
        assertErrors(
                """
                class Outer {
                    private static class Inner {
                        @RedisCommands
                        interface Foo {} // here
                    }
                }
                """,
                "Outer_Inner_FooClient",
                "[RedisPrivateInterface] Outer.Inner is private, so that nothing generated can implement Foo. Remove"
                        + " private from it.");
    }

    @Test
    @Provokes(Diagnostic.TYPE_PARAMETER_ROLE)
    void twoTypesOfKeysAreOneTooMany() {
        assertError(
                """
                @RedisCommands
                interface Foo<
                        K,
                        L> { // here
                    @Command("COPY")
                    CompletableFuture<Boolean> copy(@Key K from, @Key L to);
                }
                """,
                "[RedisTypeParameter] Foo has K and L for keys, but a client has one codec for them. Use one of them for"
                        + " both.");
    }

    @Test
    void aSuperInterfaceMayNotHaveOtherValues() {
        assertError(
                """
                @RedisCommands
                interface Foo<V> extends Base<String> { // here
                    @Command("SET")
                    CompletableFuture<Void> set(@Key String key, V value);
                }
                @RedisCommands
                interface Base<T> {
                    @Command("GET")
                    CompletableFuture<T> get(@Key String key);
                }
                """,
                "[RedisTypeParameter] Foo has String and V for values, but a client has one codec for them. Use one of"
                        + " them for both.");
    }

    @Test
    @Provokes(Diagnostic.TYPE_PARAMETER_UNUSED)
    void aTypeParameterHasToBeUsed() {
        assertError(
                """
                @RedisCommands
                interface Foo<V> { // here
                    @Command("GET")
                    CompletableFuture<String> get(@Key String key);
                }
                """,
                "[RedisTypeParameter] V of Foo is in no parameter and no reply of a command. Use it there, or remove it.");
    }

    @Test
    @Provokes(Diagnostic.METHOD_TYPE_PARAMETER)
    void aMethodMayNotHaveTypeParameters() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    @Command("SET")
                    <T extends Number & Comparable<T>> CompletableFuture<Void> set(@Key String key, T value); // here
                }
                """,
                "[RedisMethodTypeParameter] set(String key, T value) declares the type parameter T, but a codec belongs"
                        + " to a client, not to a call. Declare it on Foo, or write a type in its place.");
    }

    @Test
    @Provokes(Diagnostic.RESERVED_NAME)
    void aMethodMayNotBeNamedLikeAMemberOfTheClient() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    @Command("QUIT")
                    CompletableFuture<Void> close(); // here

                    @Command("GET")
                    CompletableFuture<String> get(@Key String key);
                }
                """,
                "[RedisReservedName] close() has the signature of a method that every client has of its own. Give the"
                        + " method another name.");
    }

    @Test
    void neitherMayADefaultMethod() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    default Object executor() { // here
                        return this;
                    }
                }
                """,
                "[RedisReservedName] executor() has the signature of a method that every client has of its own. Give the"
                        + " method another name.");
    }

    @Test
    void aMethodMayHaveTheNameOfAMemberOfTheClientAndParameters() {
        assertNoErrors("""
                @RedisCommands
                interface Foo {
                    @Command("ECHO")
                    CompletableFuture<String> close(String message);
                }
                """);
    }

    // ---- the command

    @Test
    @Provokes(Diagnostic.COMMAND_MISSING)
    void aMethodHasToNameItsCommand() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    CompletableFuture<String> get(@Key String key); // here
                }
                """,
                "[RedisCommandMissing] get(String key) names no command. Add @Command with the command's words, or make"
                        + " it a default method.");
    }

    @Test
    @Provokes(Diagnostic.COMMAND_EMPTY)
    void aCommandHasToHaveAName() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    @Command(" ") // here
                    CompletableFuture<String> get(@Key String key);
                }
                """,
                "[RedisCommandEmpty] \" \" does not begin with the name of a command. Write it first, as in"
                        + " @Command(\"GET\").");
    }

    @Test
    void aCommandDoesNotBeginWithAnArgument() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    @Command(":command :key") // here
                    CompletableFuture<String> call(String command, @Key String key);
                }
                """,
                "[RedisCommandEmpty] \":command :key\" does not begin with the name of a command. Write it first, as in"
                        + " @Command(\"GET\").");
    }

    @Test
    @Provokes(Diagnostic.COMMAND_AMBIGUOUS)
    void aMethodMayNotBeInheritedWithTwoCommands() {
        assertError(
                """
                @RedisCommands
                interface Foo extends Bar, Baz {} // here
                @RedisCommands
                interface Bar {
                    @Command("DEL")
                    CompletableFuture<Long> remove(@Key String key);
                }
                @RedisCommands
                interface Baz {
                    @Command("UNLINK")
                    CompletableFuture<Long> remove(@Key String key);
                }
                """,
                "[RedisCommandAmbiguous] Foo inherits remove(String key) from Bar and Baz, which declare different"
                        + " commands. Declare the method in Foo with the one it sends.");
    }

    @Test
    void anErrorOfAnInheritedMethodStandsAtTheInterface() {
        assertError(
                """
                @RedisCommands
                interface Foo extends Plain {} // here
                interface Plain {
                    @Command("GET :k")
                    CompletableFuture<String> get(@Key String key);
                }
                """,
                "[RedisTemplateName] \"GET :k\" names :k, but get(String key) has no such parameter. Did you mean :key?"
                        + " [Plain.get(String key)]");
    }

    @Test
    @Provokes(Diagnostic.TEMPLATE_NAME)
    void aTemplateMayNotNameAParameterThatDoesNotExist() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    @Command("GET :key") // here
                    CompletableFuture<String> get(@Key String k);
                }
                """,
                "[RedisTemplateName] \"GET :key\" names :key, but get(String k) has no such parameter. Did you mean :k?");
    }

    @Test
    void aTemplateThatNamesWhatIsLikeNoParameterIsToldHowToWriteAColon() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    @Command("SET :seconds :k") // here
                    CompletableFuture<String> set(@Key String k);
                }
                """,
                "[RedisTemplateName] \"SET :seconds :k\" names :seconds, but set(String k) has no such parameter. A word"
                        + " that begins with a colon is written ::seconds.");
    }

    @Test
    @Provokes(Diagnostic.TEMPLATE_UNUSED)
    void aTemplateHasToNameEveryParameter() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    @Command("SET :key 1")
                    CompletableFuture<Void> set(
                            @Key String key,
                            String value); // here
                }
                """,
                "[RedisTemplateUnused] \"SET :key 1\" has no place for the parameter value of set(String key, String"
                        + " value). Write :value where it is sent, or remove the parameter.");
    }

    @Test
    @Provokes(Diagnostic.TEMPLATE_TWICE)
    void aTemplateMayNotNameAParameterTwice() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    @Command("COPY :key :key :key") // here
                    CompletableFuture<Boolean> copy(@Key String key);
                }
                """,
                "[RedisTemplateTwice] \"COPY :key :key :key\" names :key more than once, but copy(String key) sends each"
                        + " parameter once. Keep one of them; a word that begins with a colon is written ::key.");
    }

    // ---- types

    @Test
    @Provokes(Diagnostic.PARAMETER_TYPE)
    void aParameterMayNotBeOfATypeThatIsNoWord() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    @Command("DEL")
                    CompletableFuture<Long> delete(
                            List<String> keys); // here
                }
                """,
                "[RedisParameterType] keys of delete(List<String> keys) has the type List<String>, which is not sent as"
                        + " one word. Use String, byte[], a number or a type parameter of Foo, or convert it in a default"
                        + " method.");
    }

    @Test
    void allErrorsOfAnInterfaceAreReported() {
        assertErrors(
                """
                @RedisCommands
                interface Foo {
                    @Command("A")
                    CompletableFuture<Void> a(boolean flag); // here

                    @Command("B")
                    CompletableFuture<Void> b(char c, String... s); // here

                    CompletableFuture<Void> c(); // here
                }
                """,
                "FooClient",
                "[RedisParameterType] flag of a(boolean flag) has the type boolean, which is not sent as one word. Use"
                        + " String, byte[], a number or a type parameter of Foo, or convert it in a default method.",
                "[RedisParameterType] c of b(char c, String... s) has the type char, which is not sent as one word. Use"
                        + " String, byte[], a number or a type parameter of Foo, or convert it in a default method.",
                "[RedisParameterType] s of b(char c, String... s) has the type String[], which is not sent as one word."
                        + " Use String, byte[], a number or a type parameter of Foo, or convert it in a default method.",
                "[RedisCommandMissing] c() names no command. Add @Command with the command's words, or make it a default"
                        + " method.");
    }

    @Test
    @Provokes(Diagnostic.RETURN_TYPE)
    void aMethodHasToReturnAFuture() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    @Command("INCR")
                    long increment(@Key String key); // here
                }
                """,
                "[RedisReturnType] increment(String key) returns long, but a reply comes later. Return CompletableFuture"
                        + " or CompletionStage of the reply's type, such as CompletableFuture<Long>.");
    }

    @Test
    void aFutureHasToSayOfWhat() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    @Command("INCR")
                    @SuppressWarnings("rawtypes")
                    CompletableFuture increment(@Key String key); // here
                }
                """,
                "[RedisReturnType] increment(String key) returns CompletableFuture, but a reply comes later. Return"
                        + " CompletableFuture or CompletionStage of the reply's type, such as CompletableFuture<Void>.");
    }

    @Test
    @Provokes(Diagnostic.REPLY_TYPE)
    void aReplyHasToBeOfATypeThatIsRead() {
        assertError(
                """
                @RedisCommands
                interface Foo {
                    @Command("GET")
                    CompletableFuture<Object> get(@Key String key); // here
                }
                """,
                "[RedisReplyType] get(String key) answers Object, but nothing reads Object. Use Void, Long, Integer,"
                        + " Double, Boolean, String, byte[] or a type parameter, List, Set or Map of these, or a record or"
                        + " a List of records.");
    }

    @Test
    void aReplyInsideACollectionIsNotOk() {
        assertReplyError("List<Void>", "Void stands for OK, which is a whole reply. Use it alone.");
    }

    @Test
    void aReplyIsNoWildcard() {
        assertReplyError("List<? extends Number>", "? extends Number does not say what is read. Use its bound.");
    }

    @Test
    void aCollectionHasToSayOfWhat() {
        assertReplyError("Map", "Map does not say what it holds. Give it type arguments.");
    }

    @Test
    void aSetIsNoneOfRecords() {
        assertReplyError(
                "Set<Entry>",
                "the record Outer.Entry is read as a whole reply or an element of a list only. Use List<Outer.Entry>.");
    }

    @Test
    void aRecordHasToHaveComponents() {
        assertReplyError("Empty", "Outer.Empty has no components to read. Declare one for each value of the reply.");
    }

    @Test
    void aRecordHasToHaveComponentsThatAreRead() {
        assertReplyError(
                "List<Wide>",
                "its component f is a float. Use long, int, double, boolean, Long, Integer, Double, Boolean, String,"
                        + " byte[] or a type parameter.");
    }

    @Test
    void aGenericRecordHasToSayOfWhat() {
        assertReplyError("Generic", "Outer.Generic does not say what it holds. Give it type arguments.");
    }

    @Test
    void aRecordMayNotBePrivate() {
        assertReplyError("Hidden", "Outer.Hidden is private. Remove private from it.");
    }

    private static void assertReplyError(String type, String factAndWayOut) {
        assertErrors(
                """
                class Outer {
                    record Entry(String key, double value) {}
                    record Empty() {}
                    record Wide(String key, float f) {}
                    record Generic<T>(T value) {}
                    private record Hidden(String key) {}

                    @RedisCommands
                    @SuppressWarnings("rawtypes")
                    interface Foo {
                        @Command("GET")
                        CompletableFuture<%s> get(@Key String key); // here
                    }
                }
                """.formatted(type),
                "Outer_FooClient",
                "[RedisReplyType] get(String key) answers %s, but %s".formatted(describe(type), factAndWayOut));
    }

    private static String describe(String type) {
        return type.replaceAll("\\b(Entry|Empty|Wide|Generic|Hidden)\\b", "Outer.$1");
    }

    // ---- those who use what has errors

    @Test
    void thoseWhoUseAClientHaveNoErrorsOnAccountOfItsInterface() {
        assertErrors(
                """
                @RedisCommands
                interface Foo<K, V> extends Bar<K> {
                    @Command("GET")
                    CompletableFuture<V> get(@Key K key);

                    <T> CompletableFuture<List<T>> wrong(Map<String, T> map, K... keys) throws Exception; // here
                }
                @RedisCommands
                interface Bar<K> {
                    @Command("DEL")
                    CompletableFuture<Long> delete(@Key K key);
                }
                class Mine<K, V> implements FooMixin<K, V> {
                    public io.aioredis.connection.CommandExecutor executor() { return null; }
                    public io.aioredis.codec.Codec<K> keyCodec() { return null; }
                    public io.aioredis.codec.Codec<V> valueCodec() { return null; }

                    static void use(io.aioredis.connection.CommandExecutor executor) {
                        var codec = io.aioredis.codec.Codec.utf8();
                        try (FooClient<String, String> client = new FooClient<>(executor, codec, codec)) {
                            client.get("key").thenCompose(client::delete).join();
                            FooClient.factory(codec, codec).create(executor).wrong(Map.of("a", 1), "k").join();
                        }
                    }
                }
                """,
                "FooClient",
                "[RedisMethodTypeParameter] wrong(Map<String, T> map, K... keys) declares the type parameter T, but a codec"
                        + " belongs to a client, not to a call. Declare it on Foo, or write a type in its place.");
    }

    @Test
    void anErrorOfASuperInterfaceIsReportedOnce() {
        assertErrors(
                """
                @RedisCommands
                interface Foo<V> extends Bar<V> {
                    @Command("GET")
                    CompletableFuture<V> get(@Key String key);
                }
                @RedisCommands
                interface Bar<V> {
                    CompletableFuture<V> wrong(); // here

                    CompletableFuture<V> executor(); // here
                }
                """,
                "FooClient",
                "[RedisCommandMissing] wrong() names no command. Add @Command with the command's words, or make it a"
                        + " default method.",
                "[RedisReservedName] executor() has the signature of a method that every client has of its own. Give the"
                        + " method another name.");
    }

    // ---- checking

    private static void assertError(String source, String message) {
        assertErrors(source, "FooClient", message);
    }

    private static void assertNoErrors(String source) {
        assertErrors(source, "FooClient");
    }

    /** @param client a generated class that another class uses; none if empty */
    private static void assertErrors(String source, String client, String... messages) {
        List<JavaFileObject> sources = new ArrayList<>(List.of(Compiled.source("io.example.Foo", HEADER + source)));
        if (!client.isEmpty()) {
            sources.add(Compiled.source(
                    "io.example.User", "package io.example; class User { Object used = " + client + ".class; }"));
        }

        Compiled compiled = Compiled.with(With.JAVAC, new RedisCommandsProcessor(), List.of(), sources);
        assertThat(compiled.errors()).extracting(Problem::message).containsExactly(messages);
        assertThat(compiled.errors()).extracting(Problem::line).hasSameElementsAs(marked(HEADER + source));

        Compiled compiledByEcj = Compiled.with(With.ECJ, new RedisCommandsProcessor(), List.of(), sources);
        assertThat(compiledByEcj.errors()).extracting(Problem::message).containsExactlyInAnyOrder(messages);
    }

    private static List<Long> marked(String source) {
        List<String> lines = source.lines().toList();
        List<Long> marked = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(HERE)) {
                marked.add(i + 1L);
            }
        }
        return marked;
    }
}
