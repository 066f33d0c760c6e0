package io.aioredis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the page for users of aioredis names in code exists and is public.
 *
 * <p>The first column of its tables is Python. All other code is types and calls of Java, words of Redis in capitals,
 * URLs, paths and literals.
 */
class AioredisPageTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"");
    private static final Pattern CALL = Pattern.compile("(?:\\b([A-Z]\\w*)\\.)?\\b(?<!new )([a-z]\\w*)\\(");
    private static final Pattern CONSTANT = Pattern.compile("\\b([A-Z]\\w*)\\.([A-Z][A-Z0-9_]*)\\b");
    private static final Pattern TYPE = Pattern.compile("\\b[A-Z]\\w*[a-z]\\w*\\b");
    private static final Pattern OTHER = Pattern.compile("[A-Z][A-Z ]+|[a-z]+://\\S+|/\\S*|byte\\[\\]|");
    private static final List<String> JDK = List.of(
            "java.lang.",
            "java.util.",
            "java.util.concurrent.",
            "java.time.",
            "java.nio.",
            "java.nio.charset.",
            "java.math.",
            "java.io.");

    /** The public types of the library by their simple names. */
    private static final Map<String, Class<?>> TYPES = new TreeMap<>();

    @BeforeAll
    static void findTypes() throws Exception {
        for (String module : List.of("runtime", "commands-spec")) {
            Path sources = Checkout.file(module + "/src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String name = sources.relativize(file).toString().replace(".java", "");
                    if (!name.endsWith("-info")) {
                        add(Class.forName(name.replace(file.getFileSystem().getSeparator(), ".")));
                    }
                }
            }
        }
        assertThat(TYPES).containsKeys("Aioredis", "RedisConnection", "RedisException", "Redis");
    }

    private static void add(Class<?> type) {
        if (Modifier.isPublic(type.getModifiers())) {
            TYPES.put(type.getSimpleName(), type);
            for (Class<?> inner : type.getClasses()) {
                add(inner);
            }
        }
    }

    @Test
    void everythingThatIsNamedExists() throws Exception {
        List<String> spans = spans();
        assertThat(spans).hasSizeGreaterThan(100);
        for (String span : spans) {
            assertThat(unknown(span)).as("what `%s` names", span).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NoSuchType",
                "noSuchMethod()",
                "RedisConnection.freeSize()",
                "Aioredis.createConnection(NoSuchType.of(a))",
                "TlsOptions.NONE",
                "RedisUrl",
                "in_pubsub",
                "conn.db"
            })
    void whatDoesNotExistIsFound(String span) {
        assertThat(unknown(span)).isNotEmpty();
    }

    /** Returns the code of the page that is Java. */
    private static List<String> spans() throws IOException {
        List<String> spans = new ArrayList<>();
        for (String line : Files.readAllLines(Checkout.file("docs/aioredis.md"))) {
            String text = line.startsWith("|") ? line.substring(line.indexOf('|', 1)) : line;
            Matcher matcher = CODE.matcher(text);
            while (matcher.find()) {
                spans.add(matcher.group(1));
            }
        }
        return spans;
    }

    private static List<String> unknown(String span) {
        String code = LITERAL.matcher(span).replaceAll("");
        List<String> unknown = new ArrayList<>();
        boolean isJava = false;
        for (Matcher call = CALL.matcher(code); call.find(); isJava = true) {
            if (!hasMethod(call.group(1), call.group(2))) {
                unknown.add(call.group());
            }
        }
        for (Matcher constant = CONSTANT.matcher(code); constant.find(); isJava = true) {
            Class<?> type = type(constant.group(1));
            if (type == null || !hasName(type.getFields(), constant.group(2))) {
                unknown.add(constant.group());
            }
        }
        for (Matcher type = TYPE.matcher(code); type.find(); isJava = true) {
            if (type(type.group()) == null) {
                unknown.add(type.group());
            }
        }
        if (!isJava && !OTHER.matcher(code).matches()) {
            unknown.add(code);
        }
        return unknown;
    }

    /** Without a type any of the library's will do. */
    private static boolean hasMethod(String type, String method) {
        if (type != null) {
            Class<?> owner = type(type);
            return owner != null && hasName(owner.getMethods(), method);
        }
        return TYPES.values().stream().anyMatch(each -> hasName(each.getMethods(), method));
    }

    private static boolean hasName(Member[] members, String name) {
        return Stream.of(members).anyMatch(member -> member.getName().equals(name));
    }

    /** Returns the type of this simple name; null if there is none. */
    private static Class<?> type(String name) {
        Class<?> own = TYPES.get(name);
        for (int i = 0; own == null && i < JDK.size(); i++) {
            try {
                own = Class.forName(JDK.get(i) + name);
            } catch (ClassNotFoundException e) {
                // perhaps of the next package
            }
        }
        return own;
    }
}
