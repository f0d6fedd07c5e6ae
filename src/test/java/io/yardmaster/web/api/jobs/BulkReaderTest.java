package io.yardmaster.web.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.yardmaster.web.problem.BadInputException;
import java.nio.CharBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkReaderTest {
    @Test
    void oneBadJobDoesNotSpoilABulk() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        List<BulkReader.Item> items =
                BulkReader.of(CharBuffer.wrap(("{\"jobs\":[{\"type\":\"t\"},{\"type\":5,\"x\":1},7,"
                                + "{\"type\":\"t\",\"payload\":" + deep + "},{\"type\":\"t\",\"payload\":[1]}]}")
                        .toCharArray()));
        assertThat(items)
                .extracting(BulkReader.Item::refusal)
                .containsExactly(
                        null,
                        "type must be a string of 1 to 128 characters of A-Z a-z 0-9 . _ - that begins with a letter or digit; x is not known",
                        "the body must be an object",
                        "payload must not be deeper than 100, the job itself included",
                        null);
        assertThat(items.get(4).job().payload()).isEqualTo("[1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"jobs\":{}}",
                "{\"jobs\":[],\"x\":1}",
                "[]",
                "{\"jobs\":[{]}",
                "{\"jobs\":[],\"jobs\":[]}"
            })
    void refusesAMalformedEnvelope(String body) {
        assertThat(catchThrowableOfType(
                        BadInputException.class, () -> BulkReader.of(CharBuffer.wrap(body.toCharArray()))))
                .isNotNull();
    }

    @Test
    void refusesMoreThanTenThousandJobs() {
        String body = "{\"jobs\":[" + "{\"type\":\"t\"},".repeat(10_000) + "{\"type\":\"t\"}]}";
        assertThat(catchThrowableOfType(
                        BadInputException.class, () -> BulkReader.of(CharBuffer.wrap(body.toCharArray()))))
                .hasMessage("jobs must hold at most 10000 jobs");
    }
}
