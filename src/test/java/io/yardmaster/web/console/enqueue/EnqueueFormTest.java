package io.yardmaster.web.console.enqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.NewJob;
import io.yardmaster.job.Work;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnqueueFormTest {
    @Test
    void makesAJobOfWhatWasTyped() {
        EnqueueForm form = new EnqueueForm(Map.of(
                "type",
                " email.send ",
                "payload",
                "{\"n\": 1.00}",
                "priority",
                "5",
                "delay",
                "3",
                "maxAttempts",
                "7",
                "tags",
                "a, b,,"));
        NewJob job = form.job();
        assertThat(form.wrong()).isEmpty();
        assertThat(job.type()).isEqualTo("email.send");
        assertThat(job.payload()).isEqualTo("{\"n\": 1.00}");
        assertThat(job.queue()).isNull();
        assertThat(job.priority()).isEqualTo(5);
        assertThat(job.due()).isEqualTo(new NewJob.Due.After(3_000));
        assertThat(job.rules().maxAttempts()).isEqualTo(7);
        assertThat(job.rules().timeoutMs()).isNull();
        assertThat(job.tags()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    type        | a b                 | The type must be
                    type        | ''                  | The type must be
                    queue       | {x}                 | The queue must be
                    payload     | {"a":1,"a":2}       | The payload is no JSON at line 1
                    payload     | {"a":               | The payload is no JSON
                    payload     | 1 2                 | something follows it
                    payload     | NaN                 | The payload is no JSON
                    priority    | 0                   | between 1 and 100
                    priority    | 1.5                 | between 1 and 100
                    priority    | 99999999999999999999| between 1 and 100
                    delay       | -1                  | between 0 and 2,592,000
                    maxAttempts | 101                 | between 1 and 100
                    timeout     | 0                   | between 1 and 604,800
                    """)
    void saysWhatIsWrongWithAField(String field, String text, String sentence) {
        EnqueueForm form = new EnqueueForm(typed(field, text));
        assertThat(form.job()).isNull();
        assertThat(form.wrong()).containsOnlyKeys(field);
        assertThat(form.wrong().get(field)).contains(sentence);
    }

    @Test
    void boundsWhatIsLarge() {
        assertThat(wrong("payload", "\"" + "x".repeat(Work.LARGEST_PAYLOAD) + "\""))
                .contains("65,538 bytes");
        assertThat(wrong("payload", "[".repeat(10_000))).contains("is no JSON");
        assertThat(wrong("tags", "t".repeat(65))).contains("At most 20 tags");
        assertThat(wrong("tags", "t,".repeat(21))).contains("At most 20 tags");
    }

    private static Map<String, String> typed(String field, String text) {
        Map<String, String> values = new HashMap<>(Map.of("type", "x"));
        values.put(field, text);
        return values;
    }

    private static String wrong(String field, String text) {
        EnqueueForm form = new EnqueueForm(typed(field, text));
        assertThat(form.job()).isNull();
        return form.wrong().get(field);
    }
}
