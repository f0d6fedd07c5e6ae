package io.yardmaster.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The life of single jobs, as a program sees it. */
@QuarkusTest
class JobsApiTest {
    private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String QUICK = "\"backoff\":{\"type\":\"fixed\",\"delayMs\":50,\"jitter\":0}";

    private final String id = "job-" + UUID.randomUUID();

    @Test
    void aJobRunsAndItsPayloadComesBackDigitForDigit() {
        String payload = "{\"a\":1e5,\"b\":1.00,\"c\":1180591620717411303424,\"d\":\"\\u0041\"}";
        Api.post("/jobs", job("demo.noop", ",\"payload\":" + payload))
                .then()
                .statusCode(201)
                .header("Location", endsWith("/api/v1/jobs/" + id))
                .body("state", equalTo("waiting"));
        Api.in("completed", id)
                .then()
                .body("attempt", equalTo(1))
                .body("attempts", hasSize(1))
                .body("attempts[0].outcome", equalTo("succeeded"))
                .body("createdAt", matchesPattern(INSTANT))
                .body("finishedAt", matchesPattern(INSTANT));
        assertThat(Api.get("/jobs/" + id).asString()).contains("\"payload\":" + payload + ",");
    }

    @Test
    void theSameIdIsTheSameJobAndAnotherBodyAConflict() {
        String body = "{\"type\":\"demo.noop\",\"id\":\"" + id + "\",\"payload\":{\"b\":1,\"a\":2},\"delayMs\":60000}";
        String reordered =
                "{\"delayMs\": 60000, \"payload\":{\"a\":2,\"b\":1},\"id\":\"" + id + "\",\"type\":\"demo.noop\"}";
        Api.post("/jobs", body).then().statusCode(201);
        Api.post("/jobs", reordered)
                .then()
                .statusCode(200)
                .header("Yardmaster-Duplicate", "id")
                .body("id", equalTo(id))
                .body("state", equalTo("scheduled"));
        Api.post("/jobs", job("demo.noop", ""))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("state", equalTo("scheduled"));
    }

    @Test
    void aJobFailsThriceDiesAndComesBack() {
        Api.enqueue(job("demo.fail", ",\"payload\":{\"failures\":3,\"message\":\"boom\"},\"maxAttempts\":3," + QUICK));
        Api.in("dead", id)
                .then()
                .body("reason", equalTo("exhausted"))
                .body("attempt", equalTo(3))
                .body("attempts.outcome", contains("failed", "failed", "failed"))
                .body("error.message", containsString("boom"));
        Api.post("/jobs/" + id + "/retry", "{\"payload\":{\"failures\":0}}")
                .then()
                .statusCode(200);
        Api.in("completed", id)
                .then()
                .body("attempt", equalTo(1))
                .body("originalPayload.failures", equalTo(3))
                .body("attempts", hasSize(4));
        Api.post("/jobs/" + id + "/retry").then().statusCode(409).body("state", equalTo("completed"));
    }

    @Test
    void anInstantLongAgoIsNowAndTheYear9999IsWaitedFor() {
        String past = Api.enqueue("{\"type\":\"demo.noop\",\"runAt\":\"1970-01-01T00:00:00Z\"}");
        Api.in("completed", past).then().body("attempts", hasSize(1));
        String last = Api.enqueue("{\"type\":\"demo.noop\",\"runAt\":\"9999-12-31T23:59:59.999Z\"}");
        Api.get("/jobs/" + last)
                .then()
                .body("state", equalTo("scheduled"))
                .body("runAt", equalTo("9999-12-31T23:59:59.999Z"));
        Api.delete("/jobs/" + last).then().statusCode(204);
    }

    @Test
    void aScheduledJobRunsNowOrNever() {
        Api.enqueue(job("demo.noop", ",\"runAt\":\"2999-01-01T00:00:00.000Z\""));
        Api.get("/jobs/" + id)
                .then()
                .body("state", equalTo("scheduled"))
                .body("runAt", equalTo("2999-01-01T00:00:00.000Z"))
                .body("nextRetries", hasSize(2));
        Api.post("/jobs/" + id + "/cancel").then().statusCode(200).body("state", equalTo("cancelled"));
        Api.post("/jobs/" + id + "/cancel").then().statusCode(200).body("reason", equalTo("by_user"));
        Api.post("/jobs/" + id + "/run-now").then().statusCode(409).body("state", equalTo("cancelled"));
        String other = Api.enqueue("{\"type\":\"demo.noop\",\"delayMs\":60000}");
        Api.post("/jobs/" + other + "/run-now").then().statusCode(200);
        Api.in("completed", other);
    }

    @Test
    void anActiveJobIsToldToStopAndCannotBeDeleted() {
        Api.enqueue(job("demo.sleep", ",\"payload\":{\"ms\":30000}"));
        Api.in("active", id).then().body("worker", notNullValue()).body("leaseUntil", matchesPattern(INSTANT));
        Api.delete("/jobs/" + id).then().statusCode(409).body("state", equalTo("active"));
        Api.cancelActive(id);
        Api.in("cancelled", id);
        Api.delete("/jobs/" + id).then().statusCode(204);
        Api.delete("/jobs/" + id).then().statusCode(404);
        Api.get("/jobs/" + id).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void aJobRunsAgainAsANewOne() {
        Api.enqueue(job("demo.noop", ",\"payload\":[1]"));
        Api.in("completed", id);
        String again = Api.post("/jobs/" + id + "/run-again")
                .then()
                .statusCode(201)
                .body("sourceJobId", equalTo(id))
                .body("payload", contains(1))
                .extract()
                .path("id");
        assertThat(again).isNotEqualTo(id);
        Api.in("completed", again).then().body("originalPayload", nullValue());
    }

    @Test
    void aJobAndItsCopiesNameEachOther() {
        Api.enqueue(job("demo.noop", ",\"payload\":[1]"));
        Api.in("completed", id);
        Api.get("/jobs/" + id + "/copies").then().statusCode(200).body("items", hasSize(0));
        String first = Api.post("/jobs/" + id + "/run-again").path("id");
        String second =
                Api.post("/jobs/" + id + "/run-again", "{\"payload\":[2]}").path("id");
        Api.get("/jobs/" + id + "/copies")
                .then()
                .body("items.id", contains(second, first))
                .body("items.sourceJobId", contains(id, id))
                .body("nextCursor", nullValue());
        Api.get("/jobs/" + first + "/copies").then().body("items", hasSize(0));
        assertThat(Api.call().get("/jobs/" + id).asString()).contains("Run again as", "/jobs/" + first);
        assertThat(Api.call().get("/jobs/" + first).asString()).contains("Repeats", "/jobs/" + id);
        Api.in("completed", first);
        Api.delete("/jobs/" + first).then().statusCode(204);
        Api.get("/jobs/" + id + "/copies").then().body("items.id", contains(second));
        Api.delete("/jobs/" + id).then().statusCode(204);
        Api.get("/jobs/" + id + "/copies").then().statusCode(404);
        Api.get("/jobs/" + second).then().body("sourceJobId", equalTo(id));
    }

    @Test
    void anIdInTwoQueuesNeedsTheQueue() {
        String delayed = job("demo.noop", ",\"delayMs\":60000");
        Api.enqueue(delayed);
        Api.enqueue(delayed.replace("{\"type\"", "{\"queue\":\"other\",\"type\""));
        Api.get("/jobs/" + id).then().statusCode(409).body("queues.sort()", contains("default", "other"));
        Api.get("/jobs/" + id + "?queue=other").then().statusCode(200).body("queue", equalTo("other"));
        Api.get("/jobs/" + id + "?queue=missing").then().statusCode(404);
    }

    private String job(String type, String more) {
        return "{\"type\":\"" + type + "\",\"id\":\"" + id + "\"" + more + "}";
    }
}
