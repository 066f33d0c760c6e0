package io.aioredis.commandtable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentTest {
    @Test
    void everythingOfAnArgumentIsInItsText() {
        List<Argument> arguments = Argument.parse(
                "key:key@0 get:pattern\"GET\"?**@1^6.2.0+>8.0.2!8.4.0 store:oneof?(a:pure-token\"*\" b:pure-token\"\")");

        assertThat(arguments)
                .containsExactly(
                        new Argument("key", "key", null, false, false, false, 0, null, null, null, List.of()),
                        new Argument(
                                "get", "pattern", "GET", true, true, true, 1, "6.2.0", ">8.0.2", "8.4.0", List.of()),
                        new Argument(
                                "store",
                                "oneof",
                                null,
                                true,
                                false,
                                false,
                                -1,
                                null,
                                null,
                                null,
                                List.of(pureToken("a", "*"), pureToken("b", ""))));
    }

    @Test
    void textThatIsNotWhollyReadIsRefused() {
        assertThatThrownBy(() -> Argument.parse("key:key@0) more"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("arguments: \") more\" (expected: the end)");
    }

    private static Argument pureToken(String name, String token) {
        return new Argument(name, "pure-token", token, false, false, false, -1, null, null, null, List.of());
    }
}
