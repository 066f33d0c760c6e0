package io.aioredis.exception;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one catches: a kind of failure is caught with all that it comprises, and with nothing else. */
class ExceptionTreeTest {
    @ParameterizedTest
    @CsvSource({
        "RedisException, RuntimeException",
        "ProtocolException, RedisException",
        "DecodeException, RedisException",
        "ReplyException, RedisException",
        "AuthException, ReplyException",
        "BusyGroupException, ReplyException",
        "MaxClientsException, ReplyException",
        "NoScriptException, ReplyException",
        "ReadOnlyException, ReplyException",
        "PipelineException, ReplyException",
        "MultiExecException, PipelineException",
        "WatchVariableException, MultiExecException",
        "ConnectFailedException, RedisException",
        "ConnectTimeoutException, ConnectFailedException",
        "ConnectionClosedException, RedisException",
        "ConnectionForcedCloseException, ConnectionClosedException",
        "CommandTimeoutException, RedisException",
        "PendingLimitException, RedisException",
    })
    void eachStandsUnderTheMoreGeneralOne(String name, String parent) throws Exception {
        Class<?> type = Class.forName("io.aioredis.exception." + name);
        assertThat(type.getSuperclass().getSimpleName()).isEqualTo(parent);
    }

    @Test
    void aPipelinesCodeIsThatOfItsFirstErrorReply() {
        Throwable lost = new ConnectionClosedException("lost", null);
        ReplyException wrong = ReplyException.of("WRONGTYPE no");
        ReplyException readOnly = ReplyException.of("READONLY no");
        PipelineException failed = new MultiExecException("2 failed", List.of(lost, wrong, readOnly));
        assertThat(failed.errors()).containsExactly(lost, wrong, readOnly);
        assertThat(failed.code()).isEqualTo("WRONGTYPE");
        assertThat(failed).hasCause(lost);
        assertThat(new WatchVariableException("changed").code()).isEmpty();
        assertThat(new WatchVariableException("changed").errors()).isEmpty();
    }
}
