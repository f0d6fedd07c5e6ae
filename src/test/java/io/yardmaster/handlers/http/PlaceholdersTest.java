package io.yardmaster.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step of a workflow may say about the result before it. */
class PlaceholdersTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BEFORE =
            "{\"status\":200,\"body\":{\"id\":\"a-1\",\"sum\":1.50,\"rows\":[{\"n\":7},null]}}";

    private static HttpPayload filled(String url, String body, String before) throws JsonProcessingException {
        TokenBuffer buffer = body == null ? null : JSON.readValue(body, TokenBuffer.class);
        return Placeholders.fill(new HttpPayload(url, null, null, buffer, null), new After(before));
    }

    private static String body(String body) throws JsonProcessingException {
        return JSON.writeValueAsString(filled("http://h/", body, BEFORE).body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a":"{{previous.body.id}}"}            | {"a":"a-1"}
                    {"a":"{{previous.body.rows.0}}"}        | {"a":{"n":7}}
                    {"a":"{{previous.body.rows.1}}"}        | {"a":null}
                    {"a":"{{previous.status}}"}             | {"a":200}
                    {"a":"{{previous.body.sum}}"}           | {"a":1.50}
                    {"a":"id {{previous.body.id}}/{{previous.status}}"} | {"a":"id a-1/200"}
                    {"a":"{{previous.body.rows}} rows"}     | {"a":"[{\\"n\\":7},null] rows"}
                    {"{{previous}}":[1.10,"{{other}}"]}     | {"{{previous}}":[1.10,"{{other}}"]}
                    """)
    void aPlaceholderBecomesTheValueOrItsText(String given, String expected) throws JsonProcessingException {
        assertThat(body(given)).isEqualTo(expected);
    }

    @Test
    void aStringThatIsNothingElseBecomesAllOfIt() throws JsonProcessingException {
        assertThat(body("\"{{previous}}\"")).isEqualTo(BEFORE);
    }

    @Test
    void theAddressTakesText() throws JsonProcessingException {
        assertThat(filled("http://h/{{previous.body.id}}?n={{previous.body.rows.0.n}}", null, BEFORE)
                        .url())
                .isEqualTo("http://h/a-1?n=7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{previous.body.none}}",
                "{{previous.body.rows.2}}",
                "{{previous.body.id.x}}",
                "x {{previous.y}}"
            })
    void aPathThatIsNotThereIsNamed(String text) {
        assertThatThrownBy(() -> body(JSON.writeValueAsString(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not there");
    }

    @Test
    void withoutAStepBeforeThereIsNothing() {
        assertThatThrownBy(() -> filled("http://h/{{previous}}", null, null))
                .hasMessageContaining("no step stands before");
    }

    @Test
    void whatIsPutInIsBounded() {
        String large = "\"" + "x".repeat(60_000) + "\"";
        String many = "[" + "\"{{previous}}\",".repeat(20) + "1]";
        assertThatThrownBy(() -> filled("http://h/", many, large)).hasMessageContaining("more than");
    }

    /** The context of a step after that result. */
    private record After(String previous) implements JobContext {
        @Override
        public String jobId() {
            return "j";
        }

        @Override
        public String queue() {
            return "q";
        }

        @Override
        public String type() {
            return "http.request";
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public long epoch() {
            return 1;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void progress(int percent, String message) {}

        @Override
        public void log(String message) {}

        @Override
        public String enqueue(JobRequest request) {
            throw new UnsupportedOperationException("it enqueues nothing");
        }
    }
}
