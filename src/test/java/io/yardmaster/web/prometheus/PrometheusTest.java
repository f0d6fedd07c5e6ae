package io.yardmaster.web.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.web.api.Api;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Prometheus reads from the running server. */
@QuarkusTest
class PrometheusTest {
    @Test
    void countsAttemptsAndShowsQueues() {
        String queue = "scrape-" + UUID.randomUUID();
        Api.in("completed", Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\"}"));
        String labels = "queue=\"" + queue + "\",type=\"demo.noop\"";
        await().atMost(Duration.ofSeconds(5))
                .until(() -> line("yardmaster_attempts_total", labels).contains("succeeded"));
        assertThat(line("yardmaster_run_seconds_count", labels)).endsWith(" 1.0");
        assertThat(line("yardmaster_queue_jobs", queue + "\",state=\"completed"))
                .endsWith(" 1.0");
        assertThat(line("yardmaster_queue_paused", queue)).endsWith(" 0.0");
        assertThat(Api.call().get("/q/metrics").asString()).contains("\nyardmaster_ends_refused_total 0.0");
    }

    @Test
    void aLabelHasTwoHundredValuesAndThenOther() {
        MeterLabel label = new MeterLabel();
        assertThat(IntStream.range(0, 200).mapToObj(i -> label.of("q" + i)))
                .doesNotContain("other")
                .hasSize(200);
        assertThat(label.of("q200")).isEqualTo("other");
        assertThat(label.of("q7")).isEqualTo("q7");
    }

    /** The line of that metric that has the text and is not zero where it counts; empty when there is none. */
    private static String line(String metric, String text) {
        String all = Api.call().get("/q/metrics").asString();
        return all.lines()
                .filter(line -> line.startsWith(metric) && line.contains(text))
                .filter(line -> !metric.endsWith("_total") || line.endsWith(" 1.0"))
                .findFirst()
                .orElse("");
    }
}
