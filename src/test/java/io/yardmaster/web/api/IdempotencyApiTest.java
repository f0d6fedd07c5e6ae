package io.yardmaster.web.api;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Idempotency keys, and unique jobs that leave their work behind, as a program sees them. */
@QuarkusTest
class IdempotencyApiTest {
    private final String queue = "idem-" + UUID.randomUUID();

    /** Results in something. */
    @Singleton
    @JobHandler("test.result")
    static class Result implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            return new Outcome.Succeeded("{\"n\":14}");
        }
    }

    @Test
    void aSecondJobOfAKeyCompletesWithTheStoredResult() {
        String first = Api.enqueue(job("test.result", ",\"idempotencyKey\":\"k\""));
        Api.in("completed", first).then().body("reason", nullValue()).body("idempotencyKey", equalTo("k"));
        String second = Api.enqueue(job("test.result", ",\"idempotencyKey\":\"k\""));
        Api.in("completed", second)
                .then()
                .body("reason", equalTo("idempotent"))
                .body("reasonDetail", containsString(first))
                .body("sourceJobId", equalTo(first))
                .body("result.n", equalTo(14))
                .body("attempts", hasSize(0))
                .body("attempt", equalTo(0))
                .body("startedAt", nullValue());
        String again = Api.post("/jobs/" + second + "/run-again")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Api.in("completed", again).then().body("reason", nullValue()).body("attempts", hasSize(1));
    }

    @Test
    void anotherTypeOfTheSameKeyRuns() {
        Api.in("completed", Api.enqueue(job("demo.noop", ",\"idempotencyKey\":\"k\"")));
        Api.in("completed", Api.enqueue(job("demo.sleep", ",\"payload\":{\"ms\":1},\"idempotencyKey\":\"k\"")))
                .then()
                .body("reason", nullValue());
    }

    @Test
    void theSameKeyInAnotherQueueRuns() {
        Api.in("completed", Api.enqueue(job("demo.noop", ",\"idempotencyKey\":\"k\"")));
        String other = job("demo.noop", ",\"idempotencyKey\":\"k\"").replace(queue, queue + "-other");
        Api.in("completed", Api.enqueue(other))
                .then()
                .body("reason", nullValue())
                .body("attempts", hasSize(1));
    }

    @Test
    void ofTwoAtOnceBothRunAndLaterOnesDoNot() {
        Api.enqueue(job("demo.noop", ",\"delayMs\":600000"));
        Api.post("/queues/" + queue + "/pause").then().statusCode(200);
        String sleep = job("demo.sleep", ",\"payload\":{\"ms\":700},\"idempotencyKey\":\"k\"");
        String first = Api.enqueue(sleep);
        String second = Api.enqueue(sleep);
        String third = Api.enqueue(job("demo.sleep", ",\"delayMs\":3000,\"idempotencyKey\":\"k\""));
        Api.post("/queues/" + queue + "/resume").then().statusCode(200);
        for (String id : new String[] {first, second}) {
            Api.in("completed", id).then().body("reason", nullValue()).body("attempts", hasSize(1));
        }
        Api.in("completed", third)
                .then()
                .body("reason", equalTo("idempotent"))
                .body("sourceJobId", oneOf(first, second));
    }

    @Test
    void autoIsMadeOfTypeAndPayload() {
        Api.in(
                "completed",
                Api.enqueue(job("demo.noop", ",\"payload\":{\"a\":1,\"b\":2},\"idempotencyKey\":\"auto\"")));
        String same = Api.enqueue(job("demo.noop", ",\"payload\":{\"b\":2,\"a\":1},\"idempotencyKey\":\"auto\""));
        Api.in("completed", same)
                .then()
                .body("reason", equalTo("idempotent"))
                .body("idempotencyKey", matchesPattern("auto:[0-9a-f]{64}"));
        String other = Api.enqueue(job("demo.noop", ",\"payload\":{\"b\":3},\"idempotencyKey\":\"auto\""));
        Api.in("completed", other).then().body("reason", nullValue());
    }

    @Test
    void aFailureStoresNothing() {
        String dead = Api.enqueue(
                job("demo.fail", ",\"payload\":{\"failures\":9},\"maxAttempts\":1,\"idempotencyKey\":\"k\""));
        Api.in("dead", dead);
        String next = Api.enqueue(
                job("demo.fail", ",\"payload\":{\"failures\":0},\"maxAttempts\":1,\"idempotencyKey\":\"k\""));
        Api.in("completed", next).then().body("reason", nullValue());
        Api.post("/jobs/" + dead + "/retry").then().statusCode(200);
        Api.in("completed", dead).then().body("reason", equalTo("idempotent")).body("sourceJobId", equalTo(next));
    }

    @Test
    void aDebouncedJobTakesTheNewestPayloadAndLaterTime() {
        String id = Api.enqueue(job("demo.noop", ",\"payload\":{\"n\":1},\"delayMs\":60000," + unique("debounce")));
        String first = Api.get("/jobs/" + id).path("runAt");
        Api.post("/jobs", job("demo.noop", ",\"payload\":{\"n\":2},\"delayMs\":90000," + unique("debounce")))
                .then()
                .statusCode(200)
                .header("Yardmaster-Duplicate", "unique")
                .body("id", equalTo(id))
                .body("payload.n", equalTo(2));
        String second = Api.get("/jobs/" + id).path("runAt");
        assertThat(second).isGreaterThan(first);
    }

    @Test
    void theLastOneKeptBackRunsOnce() {
        String active = Api.enqueue(job("demo.sleep", ",\"payload\":{\"ms\":60000}," + unique("keepLast")));
        Api.in("active", active);
        for (int i = 0; i < 3; i++) {
            String kept = ",\"id\":\"kept" + i + "\",\"payload\":{\"ms\":" + i + "},";
            Api.post("/jobs", job("demo.sleep", kept + unique("keepLast")))
                    .then()
                    .statusCode(200)
                    .header("Yardmaster-Duplicate", "unique")
                    .body("id", equalTo(active));
        }
        Api.cancelActive(active);
        Api.in("cancelled", active);
        String jobs = "/queues/" + queue + "/jobs?state=completed";
        await().until(() -> Api.get(jobs).path("items.size()").equals(1));
        Api.get(jobs).then().body("items[0].payload.ms", equalTo(2));
        Api.get("/unique-keys?queue=" + queue).then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/idempotencyKey | ,\"idempotencyKey\":\"\"",
                "/idempotencyKey | ,\"idempotencyKey\":7",
                "/idempotencyKey | ,\"idempotencyKey\":\"auto:x\"",
                "/idempotencyTtlMs | ,\"idempotencyTtlMs\":0",
                "/idempotencyTtlMs | ,\"idempotencyTtlMs\":31536000000",
                "/unique/until | ,\"unique\":{\"mode\":\"keepLast\",\"until\":\"ttl\"}",
                "/backoff/name | ,\"backoff\":{\"type\":\"custom\"}",
                "/backoff/name | ,\"backoff\":{\"type\":\"fixed\",\"name\":\"x\"}",
                "/backoff/name | ,\"backoff\":{\"type\":\"custom\",\"name\":\"x y\"}",
            })
    void aWrongFieldIsNamed(String pointer, String more) {
        Api.post("/jobs", job("demo.noop", more)).then().statusCode(400).body("errors[0].pointer", equalTo(pointer));
    }

    private static String unique(String mode) {
        return "\"unique\":{\"key\":\"k\",\"mode\":\"" + mode + "\"}";
    }

    private String job(String type, String more) {
        return "{\"type\":\"" + type + "\",\"queue\":\"" + queue + "\"" + more + "}";
    }
}
