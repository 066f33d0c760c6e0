package io.aioredis.exception;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyExceptionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERR syntax error | ReplyException | ERR",
                "NOAUTH Authentication required. | AuthException | NOAUTH",
                "WRONGPASS invalid username-password pair | AuthException | WRONGPASS",
                "ERR invalid password | AuthException | ERR",
                "ERR Client sent AUTH, but no password is set | AuthException | ERR",
                "ERR AUTH <password> called without any password configured | AuthException | ERR",
                "NOPERM this user has no permissions | ReplyException | NOPERM",
                "ERR max number of clients reached | MaxClientsException | ERR",
                "BUSYGROUP Consumer Group name already exists | BusyGroupException | BUSYGROUP",
                "NOSCRIPT No matching script | NoScriptException | NOSCRIPT",
                "READONLY You can't write against a read only replica. | ReadOnlyException | READONLY",
                "BUSY | ReplyException | BUSY",
            })
    void theTextChoosesTheClassAndTheCode(String text, String type, String code) {
        ReplyException exception = ReplyException.of(text);
        assertThat(exception.getClass().getSimpleName()).isEqualTo(type);
        assertThat(exception.code()).isEqualTo(code);
        assertThat(exception).hasMessage(text);
    }
}
