package io.yardmaster.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOADING Redis is loading the dataset in memory",
                "BUSY Redis is busy running a script",
                "MISCONF Redis is configured to save",
                "OOM command not allowed",
                "READONLY You can't write against a read only replica.",
                "CLUSTERDOWN The cluster is down",
                "TRYAGAIN Multiple keys request during rehashing of slot",
                "ERR [3] LOADING Redis is loading the dataset in memory"
            })
    void aStoreThatCannotWorkNowIsAway(String said) {
        assertThat(Faults.of(ErrorType.create(said))).isInstanceOf(StoreAwayException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WRONGTYPE Operation against a key", "ERR unknown command", "ERR [1] WRONGTYPE Operation"})
    void aRefusedCommandIsAFaultOfOurs(String said) {
        assertThat(Faults.of(ErrorType.create(said))).isInstanceOf(Faults.StoreFault.class);
    }

    @Test
    void aBrokenConnectionIsAway() {
        assertThat(Faults.of(new IOException("reset"))).isInstanceOf(StoreAwayException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOSCRIPT No matching script.", "ERR [0] NOSCRIPT No matching script."})
    void aForgottenScriptIsKnownAloneAndInABatch(String said) {
        RuntimeException fault = Faults.of(ErrorType.create(said));
        assertThat(Faults.isUnknownScript(fault)).isTrue();
        assertThat(Faults.isUnknownScript(new CompletionException(fault))).isTrue();
        assertThat(Faults.isUnknownScript(Faults.of(ErrorType.create("ERR no"))))
                .isFalse();
    }

    @Test
    void aRefusedConnectionIsToldInPlainWords() {
        String told = "finishConnect(..) failed with error(-111): Connection refused: /127.0.0.1:1";
        assertThat(StoreAwayException.reason(new IOException(told))).isEqualTo("Connection refused: /127.0.0.1:1");
        assertThat(StoreAwayException.reason(new IOException("it does not answer")))
                .isEqualTo("it does not answer");
    }
}
