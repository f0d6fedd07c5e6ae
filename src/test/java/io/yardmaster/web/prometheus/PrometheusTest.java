package io.yardmaster.web.prometheus;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.web.api.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus reads from the running server. */
@QuarkusTest
class PrometheusTest {
    @Test
    void countsAttemptsAndShowsQueues() {
        String queue = "scrape-" + UUID.randomUUID();
        Api.in("completed", Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\"}"));
        String labels = "queue=\"" + queue + "\",type=\"demo.noop\"";
        await().until(() -> line("yardmaster_attempts_total", labels).contains("succeeded"));
        assertThat(line("yardmaster_run_seconds_count", labels)).endsWith(" 1.0");
        assertThat(line("yardmaster_jobs_completed", queue)).endsWith(" 1.0");
        assertThat(line("yardmaster_queue_slots", queue)).endsWith(" 10.0");
        assertThat(line("yardmaster_queue_paused", queue)).endsWith(" 0.0");
        assertThat(Api.call().get("/q/metrics").asString()).contains("\nyardmaster_ends_refused_total 0.0");
    }

    @Test
    void aDeletedQueueIsShownNoMore() {
        String queue = "scrape-" + UUID.randomUUID();
        Api.in("completed", Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\"}"));
        await().until(() -> line("yardmaster_attempts_total", queue).contains("succeeded"));
        Api.post("/queues/" + queue + "/clean", "{\"state\":\"completed\",\"olderThanMs\":0}")
                .then()
                .statusCode(200);
        Api.delete("/queues/" + queue).then().statusCode(204);
        assertThat(Api.call().get("/q/metrics").asString())
                .contains("yardmaster_")
                .doesNotContain(queue);
    }

    @Test
    void labelsAreQueueTypeAndOutcomeOnly() {
        Api.in("completed", Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"labels\"}"));
        List<String> ours = Api.call()
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("yardmaster_"))
                .toList();
        assertThat(ours).isNotEmpty().allSatisfy(line -> {
            Set<String> labels = Pattern.compile("([a-z]+)=\"")
                    .matcher(line)
                    .results()
                    .map(hit -> hit.group(1))
                    .collect(Collectors.toSet());
            assertThat(labels).isSubsetOf("queue", "type", "outcome", "le");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/grafana/yardmaster.json", "docs/grafana/alerts.yml"})
    void theFilesForGrafanaNameOnlyWhatIsServed(String file) throws IOException {
        Api.in("completed", Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"files\"}"));
        String served = Api.call().get("/q/metrics").asString();
        Set<String> named = Pattern.compile("yardmaster_[a-z_]+")
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        assertThat(named)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(served).contains("\n" + name));
        if (file.endsWith(".json")) {
            JsonNode panels =
                    new ObjectMapper().readTree(Path.of(file).toFile()).get("panels");
            assertThat(panels).isNotEmpty().allSatisfy(panel -> {
                assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotEmpty();
                assertThat(panel.at("/targets/0/expr").asText()).isNotEmpty();
            });
        }
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
