package io.aioredis.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a reader has to know of the machine and the run; nothing that names the machine. */
final class RunFacts {
    private RunFacts() {}

    static Map<String, String> of(Settings settings, String server, Samples busy) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("processor", Runtime.getRuntime().availableProcessors() + " cores" + processorModel());
        facts.put(
                "operating system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        facts.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put("server", server + ", on the same machine");
        facts.put("transport of the Netty clients", settings.transport() + ", Netty " + Peer.nettyVersion());
        facts.put(
                "run",
                settings.mode().equals(LargeRun.MODE)
                        ? String.format("%s: %d rounds, each a JVM of its own", settings.mode(), settings.rounds())
                        : String.format(
                                "%s: %d rounds, each a JVM of its own with %d s of warm-up and %d s measured",
                                settings.mode(), settings.rounds(), settings.warmups(), settings.measurements()));
        facts.put(
                "other work of the machine",
                String.format(
                        Locale.ROOT,
                        "%.0f to %.0f %% of its processors, sampled before each round",
                        100 * busy.min(),
                        100 * busy.max()));
        return facts;
    }

    private static String processorModel() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
            return lines.stream()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> " of " + line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        } catch (IOException e) {
            return ""; // not Linux
        }
    }
}
