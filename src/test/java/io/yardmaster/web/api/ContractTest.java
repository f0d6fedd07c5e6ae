package io.yardmaster.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.yardmaster.job.Option;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is published is what is served: every path in both, and answers of exactly the fields that are told. */
@QuarkusTest
class ContractTest {
    private static final java.nio.file.Path SOURCES = java.nio.file.Path.of("src/main/java/io/yardmaster/web/api");

    private final String queue = "contract-" + UUID.randomUUID();

    @Inject
    ObjectMapper json;

    private Schemas schemas;

    @BeforeEach
    void readTheContract() throws IOException {
        String text = Api.call().get("/q/openapi?format=json").asString();
        schemas = new Schemas(json.readTree(text));
        assertThat(schemas.contract().at("/openapi").asText()).startsWith("3.1");
    }

    @Test
    void tellsOfEveryPathAndOfNoOther() throws IOException {
        Set<String> told = new TreeSet<>();
        schemas.contract()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> told.add(method.toUpperCase() + " " + path.getKey())));
        assertThat(told).isEqualTo(served());
    }

    @ParameterizedTest
    @EnumSource(Option.class)
    void everyOptionStandsThereWithTheBoundsOfItsTable(Option option) {
        JsonNode told = schemas.contract().at("/components/schemas/NewJob/properties/" + option.field());
        assertThat(told.isMissingNode()).as(option.field()).isFalse();
        if (option.kind() == Option.Kind.COUNT || option.kind() == Option.Kind.MILLISECONDS) {
            assertThat(told.get("minimum").asLong()).isEqualTo(option.least());
            assertThat(told.get("maximum").asLong()).isEqualTo(option.most());
        }
    }

    @Test
    void jobsHaveExactlyTheFieldsOfTheContract() throws IOException {
        String waiting = Api.enqueue(job(
                "demo.noop",
                ",\"delayMs\":60000,\"tags\":[\"a\"],\"backoff\":"
                        + "{\"type\":\"linear\",\"jitter\":\"full\"},\"timeoutMs\":5000,\"hardTimeoutMs\":9,"
                        + "\"expiresInMs\":99999,\"retryOn\":[\"IOException\"]"));
        fits("Job", "/jobs/" + waiting);
        String dead = Api.enqueue(job("demo.fail", ",\"payload\":{\"failures\":9},\"maxAttempts\":1"));
        Api.in("dead", dead);
        fits("Job", "/jobs/" + dead);
        fits("Jobs", "/jobs?state=dead");
        fits("FoundJobs", "/jobs?state=dead&q=exit");
        fits("Why", "/jobs/" + waiting + "/why");
        fits("Why", "/jobs/" + dead + "/why");
        fits("Lines", "/jobs/" + dead + "/log");
        fits("DeadJobs", "/queues/" + queue + "/dead");
        fits("FailureGroups", "/dead/groups?queue=" + queue);
        fits("Preview", Api.delete("/queues/" + queue + "/dead?dryRun=true&olderThan=0"));
        fits("Retried", Api.post("/queues/" + queue + "/dead/retry-all"));
        fits("Operations", "/operations");
        fits("BulkAnswer", Api.post("/jobs/bulk", "{\"jobs\":[{\"type\":1}," + job("demo.noop", "") + "]}"));
    }

    @Test
    void everythingElseHasThemToo() throws IOException {
        Api.enqueue(job("demo.noop", ",\"delayMs\":60000"));
        fits("Queues", "/queues");
        fits("Queue", "/queues/" + queue);
        String limits = "{\"concurrency\":{\"perNode\":1,\"total\":2,\"min\":1,\"max\":1},\"groupLimit\":3,"
                + "\"groups\":{\"g\":{\"weight\":2}},\"retention\":{\"dead\":{\"count\":9}},\"defaults\":{\"maxAttempts\":2}}";
        fits(
                "Queue",
                Api.call()
                        .header("Content-Type", "application/json")
                        .body(limits)
                        .patch(Api.ROOT + "/queues/" + queue));
        fits("Settings", "/settings");
        fits("Routes", "/routes");
        fits("Metrics", "/queues/" + queue + "/metrics");
        fits("History", "/metrics/history");
        fits("Workers", "/workers");
        String body = "{\"type\":\"demo.noop\",\"cron\":\"0 9 * * *\"}";
        Api.call().header("Content-Type", "application/json").body(body).put(Api.ROOT + "/schedules/" + queue);
        Api.post("/schedules/" + queue + "/run");
        fits("Schedules", "/schedules?limit=1000");
        fits("Schedule", "/schedules/" + queue);
        fits("ScheduleRuns", "/schedules/" + queue + "/runs");
        fits("ScheduleTimes", Api.post("/schedules/preview", "{\"cron\":\"0 9 * * *\"}"));
        fits("JobTypes", "/job-types");
        Api.enqueue(job("demo.noop", ",\"delayMs\":60000,\"unique\":{\"until\":\"ttl\"}"));
        fits("UniqueKeys", "/unique-keys?queue=" + queue);
        fits("Info", "/info");
        fits("HealthFacts", "/health");
        fits("HealthFacts", "/queues/" + queue + "/health");
    }

    @Test
    void alertsAndWebhooksHaveThemToo() throws IOException {
        String rule = "{\"metric\":\"dead\",\"queue\":\"" + queue
                + "\",\"op\":\">\",\"threshold\":1,\"windowMs\":60000,\"severity\":\"info\"}";
        Api.put("/alert-rules/" + queue, rule);
        fits("AlertRules", "/alert-rules");
        fits("AlertRule", "/alert-rules/" + queue);
        fits("AlertPreview", Api.post("/alert-rules/preview", rule));
        fits("Alerts", "/alerts");
        Api.put("/webhooks/contract", "{\"url\":\"https://hooks.example/x\"}");
        fits("Webhooks", "/webhooks");
        fits("Webhook", "/webhooks/contract");
        fits("WrittenWebhook", Api.post("/webhooks/contract/rotate-secret"));
        fits("Deliveries", "/webhooks/contract/deliveries");
        Api.delete("/webhooks/contract").then().statusCode(204);
        Api.delete("/alert-rules/" + queue).then().statusCode(204);
        Api.post("/markers", "{\"label\":\"v42\"}").then().statusCode(201);
        fits("Markers", "/markers");
    }

    private void fits(String schema, String path) throws IOException {
        fits(schema, Api.get(path));
    }

    private void fits(String schema, Response answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode value = json.readTree(answer.asString());
        assertThat(schemas.faults(schema, value)).isEmpty();
    }

    private String job(String type, String more) {
        return "{\"type\":\"" + type + "\",\"queue\":\"" + queue + "\"" + more + "}";
    }

    private static Set<String> served() throws IOException {
        Set<String> served = new TreeSet<>();
        try (Stream<java.nio.file.Path> files = Files.walk(SOURCES)) {
            files.map(file -> SOURCES.relativize(file).toString())
                    .filter(name -> name.endsWith("Resource.java"))
                    .map(ContractTest::load)
                    .forEach(resource -> addPaths(resource, served));
        }
        return served;
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    "io.yardmaster.web.api." + file.replace(".java", "").replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addPaths(Class<?> resource, Set<String> served) {
        for (Method method : resource.getDeclaredMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                Path path = method.getAnnotation(Path.class);
                if (verb != null) {
                    String root = resource.getAnnotation(Path.class).value();
                    served.add(verb.value() + " " + root + (path == null ? "" : path.value()));
                }
            }
        }
    }
}
