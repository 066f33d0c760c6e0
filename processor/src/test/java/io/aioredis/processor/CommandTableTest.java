package io.aioredis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CommandTableTest {
    private static final CommandTable TABLE = CommandTable.get();

    @Test
    void everyLineIsReadAndSaysWhatIsWrittenThere() throws IOException {
        String text;
        try (InputStream in = CommandTable.class.getResourceAsStream("commands.tsv")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> lines = text.lines().filter(line -> !line.startsWith("#")).toList();

        assertThat(TABLE.names()).hasSameSizeAs(lines).hasSizeGreaterThan(400);
        for (String line : lines) {
            CommandEntry entry =
                    TABLE.find(line.substring(0, line.indexOf('\t'))).orElseThrow();
            for (Product product : Product.values()) {
                assertThat(entry.arity(product)).isNotZero();
                assertThat(entry.flags(product)).doesNotContain("");
                assertThat(entry.keySpecs(product)).allSatisfy(CommandTableTest::isWhole);
                entry.arguments(product).forEach(argument -> isWhole(argument, entry, product));
            }
            assertThat(entry.replies()).isNotEmpty();
            assertThat(line).contains("replies=" + replies(entry));
            assertThat(entry.since(Product.REDIS).or(() -> entry.since(Product.VALKEY)))
                    .isPresent();
        }
    }

    private static String replies(CommandEntry entry) {
        List<String> rows = new ArrayList<>();
        for (ReplyRow row : entry.replies()) {
            rows.add(String.join(
                    " ",
                    row.conditions().isEmpty() ? "-" : String.join("&", row.conditions()),
                    row.resp2().toString(),
                    row.resp2().equals(row.resp3()) ? "=" : row.resp3().toString(),
                    row.mayBeNil() ? "yes:" + String.join(",", row.nilReasons()) : "no",
                    row.notes().isEmpty() ? "-" : String.join(",", row.notes())));
        }
        return String.join(";", rows);
    }

    private static void isWhole(KeySpec spec) {
        assertThat(spec.numbers()).hasSize(spec.find() == KeySpec.Find.UNKNOWN ? 0 : 3);
        assertThat(spec.flags()).isNotEmpty();
    }

    private static void isWhole(GrammarArgument argument, CommandEntry entry, Product product) {
        boolean hasParts =
                argument.type() == GrammarArgument.Type.ONEOF || argument.type() == GrammarArgument.Type.BLOCK;
        assertThat(argument.arguments().isEmpty()).isEqualTo(!hasParts);
        assertThat(argument.keySpec()).isBetween(-1, entry.keySpecs(product).size() - 1);
        assertThat(argument.name()).matches("[a-z0-9_-]+");
        argument.arguments().forEach(part -> isWhole(part, entry, product));
    }

    @Test
    void commandIsFoundByItsNameInUpperCase() {
        CommandEntry get = TABLE.find("GET").orElseThrow();
        assertThat(get.name()).isEqualTo("GET");
        assertThat(get.arity(Product.REDIS)).isEqualTo(2);
        assertThat(get.flags(Product.VALKEY)).containsExactlyInAnyOrder("fast", "readonly");
        assertThat(get.keySpecs(Product.REDIS))
                .containsExactly(new KeySpec(
                        KeySpec.Begin.INDEX, "", 1, KeySpec.Find.RANGE, List.of(0, 1, 0), List.of("RO", "access")));
        assertThat(get.replies()).hasSize(1).first().satisfies(row -> {
            assertThat(row.conditions()).isEmpty();
            assertThat(row.resp2()).hasToString("bulk");
            assertThat(row.nilReasons()).containsExactly("missing-key");
        });
        assertThat(TABLE.find("CONFIG GET")).isPresent();
    }

    @Test
    void unknownCommandIsNotFound() {
        assertThat(TABLE.find("GTE")).isEmpty();
        assertThat(TABLE.find("get")).isEmpty();
        assertThat(TABLE.find("CONFIG GTE")).isEmpty();
        assertThat(TABLE.find("")).isEmpty();
        assertThat(Suggestion.of("ZRAGNE", TABLE.names())).contains("ZRANGE");
        assertThat(Suggestion.of("HGETAL", TABLE.names())).contains("HGETALL");
    }

    @Test
    void containersAreTheFirstWordsOfNamesWithTwo() {
        assertThat(TABLE.isContainer("XINFO")).isTrue();
        assertThat(TABLE.isContainer("COMMAND")).isTrue();
        assertThat(TABLE.isContainer("GET")).isFalse();
        assertThat(TABLE.isContainer("config")).isFalse();
        assertThat(TABLE.subcommands("XINFO"))
                .containsExactly("XINFO CONSUMERS", "XINFO GROUPS", "XINFO HELP", "XINFO STREAM");
        assertThat(TABLE.subcommands("GET")).isEmpty();
    }

    @Test
    void grammarHasItsTokensAndVersions() {
        List<GrammarArgument> getex = TABLE.find("GETEX").orElseThrow().arguments(Product.REDIS);
        assertThat(getex).hasSize(2);
        assertThat(getex.get(0).type()).isEqualTo(GrammarArgument.Type.KEY);
        assertThat(getex.get(1).isOptional()).isTrue();
        assertThat(getex.get(1).arguments())
                .extracting(GrammarArgument::token)
                .containsExactly("EX", "PX", "EXAT", "PXAT", "PERSIST");

        GrammarArgument bylex =
                TABLE.find("ZRANGE").orElseThrow().arguments(Product.VALKEY).get(3);
        assertThat(bylex.since()).contains("6.2.0");

        GrammarArgument get =
                TABLE.find("SORT").orElseThrow().arguments(Product.REDIS).get(3);
        assertThat(get.isMultiple() && get.repeatsToken()).isTrue();
        assertThat(get.keySpec()).isEqualTo(1);

        GrammarArgument claim =
                TABLE.find("XREADGROUP").orElseThrow().arguments(Product.REDIS).get(3);
        assertThat(claim.token()).isEqualTo("CLAIM");
        assertThat(claim.since()).contains(">8.0.2");
    }

    @Test
    void productsMayDiffer() {
        CommandEntry replicate = TABLE.find("CLUSTER REPLICATE").orElseThrow();
        assertThat(replicate.arity(Product.REDIS)).isEqualTo(3);
        assertThat(replicate.arity(Product.VALKEY)).isEqualTo(-3);

        CommandEntry xreadgroup = TABLE.find("XREADGROUP").orElseThrow();
        assertThat(xreadgroup.arguments(Product.VALKEY))
                .extracting(GrammarArgument::token)
                .doesNotContain("CLAIM");

        assertThat(TABLE.find("VADD").orElseThrow().since(Product.VALKEY)).isEmpty();
        assertThat(TABLE.find("COMMANDLOG GET").orElseThrow().since(Product.REDIS))
                .isEmpty();
        assertThat(TABLE.find("STRALGO").orElseThrow().last(Product.REDIS)).contains("6.2.0");
    }

    @Test
    void deprecatedCommandNamesItsSuccessor() {
        CommandEntry setnx = TABLE.find("SETNX").orElseThrow();
        assertThat(setnx.deprecated(Product.REDIS)).contains("2.6.12");
        assertThat(setnx.deprecated(Product.VALKEY)).isEmpty();
        assertThat(setnx.replacedBy()).containsExactly("SET");
        assertThat(setnx.replacedWith()).containsExactly("NX");
    }

    @Test
    void whatServersDoNotTellIsThereToo() {
        assertThat(TABLE.find("MONITOR").orElseThrow().hasOneReply()).isFalse();
        assertThat(TABLE.find("GET").orElseThrow().hasOneReply()).isTrue();
        assertThat(TABLE.find("WATCH").orElseThrow().changesState()).isTrue();
        assertThat(TABLE.find("REPLCONF").orElseThrow().isInternal()).isTrue();
        assertThat(TABLE.find("SENTINEL MASTERS").orElseThrow().isOnlySentinels())
                .isTrue();
    }

    @Test
    void kindsArePartsOfKinds() {
        ReplyRow.Kind kind = ReplyRow.Kind.parse("array<record<name:bulk?,*:integer|empty>>|tuple<bulk,double*>");
        assertThat(kind).hasToString("array<record<name:bulk?,*:integer|empty>>|tuple<bulk,double*>");
        assertThat(kind.name()).isEqualTo("|");
        assertThat(kind.parts().get(1).parts().get(1).isRepeated()).isTrue();
        ReplyRow.Kind fields = kind.parts().get(0).parts().get(0);
        assertThat(fields.parts()).extracting(ReplyRow.Kind::field).containsExactly("name", "*");
        assertThat(fields.parts().get(0).mayBeNil()).isTrue();
    }

    @Test
    void namesAreInUpperCase() {
        assertThat(TABLE.names()).allSatisfy(name -> assertThat(name).isEqualTo(name.toUpperCase(Locale.ROOT)));
    }
}
