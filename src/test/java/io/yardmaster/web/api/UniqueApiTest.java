package io.yardmaster.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Unique jobs, as a program sees them. */
@QuarkusTest
class UniqueApiTest {
    private final String queue = "unique-" + UUID.randomUUID();

    @Test
    void theJobThatHoldsTheKeyIsAnsweredAndTheKeyIsListedAndFreed() {
        String first = Api.enqueue(unique("demo.noop", "\"key\":\"k 1\"", ",\"delayMs\":60000"));
        Api.post("/jobs", unique("demo.sleep", "\"key\":\"k 1\"", ""))
                .then()
                .statusCode(200)
                .header("Yardmaster-Duplicate", "unique")
                .body("id", equalTo(first))
                .body("type", equalTo("demo.noop"))
                .body("uniqueKey", equalTo("k 1"));
        Api.get("/unique-keys?queue=" + queue)
                .then()
                .statusCode(200)
                .body("items.key", contains("k 1"))
                .body("items.jobId", contains(first))
                .body("items.until", contains("finish"))
                .body("items[0].expiresAt", nullValue())
                .body("nextCursor", nullValue());
        Api.delete("/unique-keys?queue=" + queue + "&key=k%201").then().statusCode(204);
        Api.delete("/unique-keys?queue=" + queue + "&key=k%201").then().statusCode(404);
        Api.post("/jobs", unique("demo.noop", "\"key\":\"k 1\"", ",\"delayMs\":60000"))
                .then()
                .statusCode(201);
    }

    @Test
    void withoutAKeyTypeAndPayloadMakeItWhateverTheOrderOfFields() {
        String first = Api.enqueue(unique("demo.noop", "", ",\"delayMs\":60000,\"payload\":{\"a\":1,\"b\":2}"));
        Api.post("/jobs", unique("demo.noop", "", ",\"payload\":{\"b\":2, \"a\":1}"))
                .then()
                .statusCode(200)
                .body("id", equalTo(first))
                .body("uniqueKey", startsWith("auto:"));
        Api.post("/jobs", unique("demo.noop", "", ",\"delayMs\":60000,\"payload\":{\"a\":2,\"b\":2}"))
                .then()
                .statusCode(201);
    }

    @Test
    void aRetryWhoseKeyIsHeldIsRefusedAndNamesTheJob() {
        String dead =
                Api.enqueue(unique("demo.fail", "\"key\":\"r\"", ",\"payload\":{\"failures\":9},\"maxAttempts\":1"));
        Api.in("dead", dead);
        String holder = Api.enqueue(unique("demo.noop", "\"key\":\"r\"", ",\"delayMs\":60000"));
        Api.post("/jobs/" + dead + "/retry")
                .then()
                .statusCode(409)
                .body("state", equalTo("dead"))
                .body("jobId", equalTo(holder))
                .body("detail", containsString(holder));
        Api.post("/jobs/" + holder + "/run-again").then().statusCode(409).body("jobId", equalTo(holder));
        Api.delete("/jobs/" + holder).then().statusCode(204);
        Api.post("/jobs/" + dead + "/retry").then().statusCode(200);
    }

    @Test
    void aRetryOfAllLeavesThoseDeadWhoseKeyIsHeld() {
        String held = dead("held");
        String free = dead("free");
        String second = dead("free");
        String holder = Api.enqueue(unique("demo.noop", "\"key\":\"held\"", ",\"delayMs\":60000"));
        String path = "/queues/" + queue + "/dead/retry-all";
        Api.post(path, "{\"dryRun\":true}")
                .then()
                .statusCode(200)
                .body("matched", equalTo(3))
                .body("notEligible", hasSize(1))
                .body("notEligible[0].reason", equalTo("unique"))
                .body("notEligible[0].count", equalTo(2));
        Api.post("/queues/" + queue + "/pause");
        String operation = Api.post(path)
                .then()
                .statusCode(200)
                .body("retried", equalTo(1))
                .extract()
                .path("operationId");
        Api.get("/operations/" + operation)
                .then()
                .body("state", equalTo("done"))
                .body("done", equalTo(1))
                .body("failed", equalTo(2));
        Api.get("/jobs/" + held).then().body("state", equalTo("dead"));
        Api.get("/jobs/" + second).then().body("state", equalTo("waiting"));
        Api.get("/jobs/" + free).then().body("state", equalTo("dead"));
        Api.delete("/jobs/" + holder).then().statusCode(204);
        Api.delete("/jobs/" + second).then().statusCode(204);
        Api.post(path, "{\"dryRun\":true}").then().body("matched", equalTo(2)).body("notEligible", hasSize(0));
    }

    @Test
    void aRetryOfAGroupCountsThoseWhoseKeyIsHeld() {
        String id = dead("in a group");
        String print = Api.get("/jobs/" + id).path("error.fingerprint");
        Api.enqueue(unique("demo.noop", "\"key\":\"in a group\"", ",\"delayMs\":60000"));
        String group = "{\"filter\":{\"fingerprint\":\"" + print + "\"}";
        String path = "/queues/" + queue + "/dead/retry-all";
        Api.post(path, group + ",\"dryRun\":true}")
                .then()
                .body("matched", equalTo(1))
                .body("notEligible[0].count", equalTo(1));
        Api.post(path, group + "}").then().body("retried", equalTo(0));
        Api.get("/jobs/" + id).then().body("state", equalTo("dead"));
    }

    private String dead(String key) {
        String more = ",\"payload\":{\"failures\":9},\"maxAttempts\":1";
        String id = Api.enqueue(unique("demo.fail", "\"key\":\"" + key + "\"", more));
        Api.in("dead", id);
        return id;
    }

    @Test
    void aThrottledKeyIsHeldUntilItsTimeAlthoughItsJobIsDone() {
        String done = Api.enqueue(unique("demo.noop", "\"key\":\"t\",\"mode\":\"throttle\",\"ttlMs\":60000", ""));
        Api.in("completed", done);
        Api.post("/jobs", unique("demo.noop", "\"key\":\"t\"", ""))
                .then()
                .statusCode(200)
                .body("id", equalTo(done));
    }

    @Test
    void inABulkCallADuplicateHasTheIdOfTheJobThatHoldsTheKey() {
        String one = unique("demo.noop", "\"key\":\"b\"", ",\"delayMs\":60000");
        Response answer = Api.post("/jobs/bulk", "{\"jobs\":[" + one + "," + one + "]}");
        answer.then()
                .body("accepted", equalTo(1))
                .body("duplicates", equalTo(1))
                .body("ids", hasSize(2));
        List<String> ids = answer.path("ids");
        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
    }

    @Test
    void ofTwoHundredCallersAtOnceOneMakesTheJob() throws Exception {
        Callable<Integer> call = () -> Api.post("/jobs", unique("demo.noop", "\"key\":\"race\"", ",\"delayMs\":60000"))
                .statusCode();
        List<Integer> codes = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(20)) {
            for (Future<Integer> code : callers.invokeAll(java.util.Collections.nCopies(200, call))) {
                codes.add(code.get());
            }
        }
        assertThat(codes).filteredOn(code -> code == 201).hasSize(1);
        assertThat(codes).filteredOn(code -> code == 200).hasSize(199);
    }

    @Test
    void unknownQueuesAndMissingOnesAreRefused() {
        Api.get("/unique-keys").then().statusCode(400);
        Api.get("/unique-keys?queue=never-was").then().statusCode(404);
        Api.delete("/unique-keys?queue=never-was&key=k").then().statusCode(404);
    }

    private String unique(String type, String unique, String more) {
        return "{\"type\":\"" + type + "\",\"queue\":\"" + queue + "\",\"unique\":{" + unique + "}" + more + "}";
    }
}
