package io.aioredis.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@link LargeValues} in a JVM of its own, whose memory is limited. */
final class SmallJvm {
    private SmallJvm() {}

    /** Returns what it printed. */
    static String run(List<String> limits, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC"); // needs no free place beside a large array, as others may
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        command.add("--enable-native-access=ALL-UNNAMED"); // for Netty, which newer JDKs would warn of
        command.addAll(limits);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LargeValues.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return output.strip();
        } finally {
            process.destroyForcibly();
        }
    }
}
