package io.yardmaster.web.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the store never spoils the answer that it is part of. */
class StoredJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "1.50", "\"a\"", "[]", "{\"a\": [1e400, {\"b\":null}]}"})
    void whatIsJsonStaysDigitForDigit(String text) {
        assertThat(StoredJson.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "5 6", "5x", "\"a", "{\"a\":", "[1}", "{}]", "{\"a\":1},\"id\":\"forged\""})
    void whatIsNotBecomesAString(String text) {
        assertThat(StoredJson.of(text)).isEqualTo('"' + text.replace("\"", "\\\"") + '"');
    }

    @Test
    void nothingIsNull() {
        assertThat(StoredJson.of(null)).isEqualTo("null");
    }
}
