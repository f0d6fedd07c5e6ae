package io.yardmaster.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Queues, their jobs and their dead, as a program sees them. Each test has a queue of its own. */
@QuarkusTest
class QueuesApiTest {
    private final String queue = "q-" + UUID.randomUUID();

    @Test
    void aPausedQueueKeepsItsJobs() {
        enqueue("\"type\":\"demo.noop\",\"delayMs\":60000");
        act("/pause").then().statusCode(200).body("paused", equalTo(true));
        act("/pause").then().statusCode(200).body("paused", equalTo(true));
        String id = enqueue("\"type\":\"demo.noop\"");
        Api.get("/queues/" + queue)
                .then()
                .body("counts.waiting", equalTo(1))
                .body("counts.scheduled", equalTo(1))
                .body("oldestWaitingMs", notNullValue())
                .body("weight", equalTo(1));
        act("/resume").then().statusCode(200).body("paused", equalTo(false));
        Api.in("completed", id);
        Api.get("/queues").then().statusCode(200).body("items.name", hasItem(queue));
    }

    @Test
    void pagesHoldEveryJobOnceInTheirOrder() {
        enqueue("\"type\":\"demo.noop\",\"delayMs\":60000");
        act("/pause");
        bulk(25);
        String path = "/queues/" + queue + "/jobs?state=waiting&limit=10";
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; cursor != null && page < 5; page++) {
            Response answer = Api.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            seen.addAll(answer.path("items.id"));
            cursor = answer.path("nextCursor");
        }
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(seen.getFirst()).isEqualTo("b0-" + queue);
        assertThat(seen.getLast()).isEqualTo("b24-" + queue);
        act("/resume");
    }

    @Test
    void aBulkCallTellsWhatBecameOfEach() {
        String jobs = "{\"jobs\":[" + job("x") + "," + job("x") + ",{\"type\":7}," + job("y") + "]}";
        Api.post("/jobs/bulk", jobs)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("duplicates", equalTo(1))
                .body("rejected.index", contains(2))
                .body("ids", contains("x-" + queue, "x-" + queue, null, "y-" + queue));
        Api.post("/jobs/bulk", jobs).then().body("accepted", equalTo(0)).body("duplicates", equalTo(3));
    }

    @Test
    void deadJobsAreSeenPreviewedRetriedAndBuried() {
        String id = enqueue("\"type\":\"demo.fail\",\"payload\":{\"failures\":99},\"maxAttempts\":1");
        Api.in("dead", id);
        String dead = "/queues/" + queue + "/dead";
        Api.get(dead).then().body("items.id", contains(id)).body("items[0].reason", equalTo("exhausted"));
        Api.post(dead + "/retry-all", "{\"dryRun\":true}")
                .then()
                .body("matched", equalTo(1))
                .body("samples.id", contains(id))
                .body("notEligible", hasSize(0));
        Api.post(dead + "/retry-all", "{\"filter\":{\"type\":\"other.type\"}}")
                .then()
                .body("retried", equalTo(0));
        String operation = Api.post(dead + "/retry-all")
                .then()
                .statusCode(200)
                .body("retried", equalTo(1))
                .extract()
                .path("operationId");
        Api.get("/operations/" + operation)
                .then()
                .body("state", equalTo("done"))
                .body("done", equalTo(1));
        Api.in("dead", id);
        Api.post(dead + "/" + id + "/retry").then().statusCode(200).body("success", equalTo(true));
        Api.in("dead", id);
        Api.delete(dead).then().statusCode(200).body("cleaned", equalTo(0));
        Api.delete(dead + "?olderThan=0&dryRun=true").then().body("matched", equalTo(1));
        Api.delete(dead + "?olderThan=0").then().statusCode(200).body("cleaned", equalTo(1));
        Api.get("/jobs/" + id).then().statusCode(404);
    }

    @Test
    void numbersAreNullWithoutSamples() {
        enqueue("\"type\":\"demo.noop\",\"delayMs\":60000");
        Api.get("/queues/" + queue + "/metrics")
                .then()
                .statusCode(200)
                .body("windowMs", equalTo(300_000))
                .body("latency.p95", nullValue())
                .body("latency.wait.avg", nullValue())
                .body("errorRate", nullValue())
                .body("processed", equalTo(0));
        Api.get("/metrics/history?queue=" + queue)
                .then()
                .statusCode(200)
                .body("points[0].processed", nullValue())
                .body("points[0].run.p50", nullValue());
    }

    @Test
    void theClusterTellsOfItself() {
        Api.get("/info").then().body("store.mode", equalTo("own")).body("nodes", equalTo(1));
        Api.get("/workers")
                .then()
                .body("items[0].state", equalTo("running"))
                .body("items[0].slots", greaterThanOrEqualTo(10));
        Api.get("/job-types").then().body("items.type", hasItem("demo.noop"));
    }

    private String enqueue(String fields) {
        return Api.enqueue("{\"queue\":\"" + queue + "\"," + fields + "}");
    }

    private Response act(String act) {
        return Api.post("/queues/" + queue + act);
    }

    private String job(String name) {
        return "{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\",\"id\":\"" + name + "-" + queue + "\"}";
    }

    private void bulk(int jobs) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            all.add(job("b" + i));
        }
        Api.post("/jobs/bulk", "{\"jobs\":[" + String.join(",", all) + "]}")
                .then()
                .body("accepted", equalTo(jobs));
    }
}
