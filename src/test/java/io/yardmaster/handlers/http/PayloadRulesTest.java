package io.yardmaster.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final PayloadRules rules = new PayloadRules(JSON);

    @Test
    void aBodyGoesOutDigitForDigit() throws Exception {
        String body = "{\"n\":[1.10,1e400,12345678901234567890.000],\"t\":\"\u00e4\",\"z\":null}";
        HttpCall call = check("{\"url\":\"http://a.example\",\"body\":" + body + "}");
        assertThat(new String(call.body(), StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(call.headers()).containsEntry("content-type", "application/json");
        assertThat(call.method()).isEqualTo("POST");
    }

    @Test
    void textGoesOutAsItIs() throws Exception {
        HttpCall call = check("{\"url\":\"https://a.example:444/p?q=1#f\",\"body\":\"hi \u20ac\",\"method\":\"put\","
                + "\"headers\":{\"Content-Type\":\"text/csv\"},\"timeoutMs\":5}");
        assertThat(new String(call.body(), StandardCharsets.UTF_8)).isEqualTo("hi \u20ac");
        assertThat(call.headers()).containsEntry("Content-Type", "text/csv");
        assertThat(call.method()).isEqualTo("PUT");
        assertThat(call.target()).isEqualTo("/p?q=1");
        assertThat(call.port()).isEqualTo(444);
        assertThat(call.timeoutMs()).isEqualTo(5);
    }

    @Test
    void whatIsLeftOutHasADefault() throws Exception {
        HttpCall call = check("{\"url\":\"HTTPS://a.example\"}");
        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.port()).isEqualTo(443);
        assertThat(call.isTls()).isTrue();
        assertThat(call.target()).isEqualTo("/");
        assertThat(call.timeoutMs()).isEqualTo(30_000);
        assertThat(call.body()).isEmpty();
        assertThat(check("{\"url\":\"http://a.example/\u00e4?\u00f6\"}").target())
                .isEqualTo("/%C3%A4?%C3%B6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.example",
                "file:///etc/passwd",
                "//a.example",
                "a.example",
                "http://",
                "http:///p",
                "http://u:p@a.example",
                "http://u@a.example",
                "http://a.example:0",
                "http://a.example:65536",
                "http://a.example:99999999999",
                "http://a b.example",
                "http://a.example/\r\nX: y",
                "http://a.example/ x",
                "javascript:1",
                ""
            })
    void aUrlThatIsNoneIsRefusedByName(String url) {
        assertThatThrownBy(() -> rules.check(new HttpPayload(url, null, null, null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("url ");
    }

    @ParameterizedTest
    @CsvSource({
        "Host, x", "content-length, 1", "Transfer-Encoding, chunked", "CONNECTION, close", "'X\r\nY', 1", "'X Y', 1",
        "'', 1", "X:, 1", "X, 'a\r\nHost: b'", "X, 'a\nb'", "X, 'a\0b'", "X, \u20ac"
    })
    void aHeaderThatCouldSmuggleIsRefusedByName(String name, String value) {
        var headers = java.util.Map.of(name, value);
        assertThatThrownBy(() -> rules.check(new HttpPayload("http://a.example", null, headers, null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("headers");
    }

    @Test
    void otherFieldsOutOfBoundsAreRefusedByName() {
        refused("{}", "url");
        refused("{\"url\":\"http://a.example\",\"method\":\"TRACE\"}", "method");
        refused("{\"url\":\"http://a.example\",\"method\":\"GET / HTTP/1.1\\r\\n\"}", "method");
        refused("{\"url\":\"http://a.example\",\"timeoutMs\":0}", "timeoutMs");
        refused("{\"url\":\"http://a.example\",\"timeoutMs\":300001}", "timeoutMs");
        refused("{\"url\":\"http://a.example\",\"headers\":{\"A\":\"1\",\"a\":\"2\"}}", "headers");
        refused("{\"url\":\"http://a.example/" + "x".repeat(9_000) + "\"}", "url");
    }

    private void refused(String payload, String field) {
        assertThatThrownBy(() -> check(payload))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field);
    }

    private HttpCall check(String payload) throws Exception {
        return rules.check(JSON.readValue(payload, HttpPayload.class));
    }
}
