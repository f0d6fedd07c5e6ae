package io.yardmaster.web.api.health;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.web.api.Api;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is wrong and why a job does not run, as a program asks. */
@QuarkusTest
class HealthApiTest {
    private final String queue = "health-" + UUID.randomUUID();

    @Test
    void aQueueWithDeadAndPausedJobsTellsBoth() {
        String id = Api.enqueue(job("demo.fail", ",\"payload\":{\"failures\":9},\"maxAttempts\":1"));
        Api.in("dead", id);
        Api.get("/queues/" + queue + "/health").then().statusCode(200).body("items.code", contains("dead"));
        Api.post("/queues/" + queue + "/pause");
        Api.get("/queues/" + queue + "/health")
                .then()
                .body("items.code", contains("dead", "paused"))
                .body("items.queue", contains(queue, queue))
                .body("items[0].value", equalTo(1))
                .body("items[0].sentence", equalTo("1 dead job in " + queue + " needs someone."));
        Api.get("/health?limit=1000").then().statusCode(200).body("items.queue", hasItem(queue));
        Api.get("/jobs/" + id + "/why")
                .then()
                .body("code", equalTo("ended"))
                .body("sentence", equalTo("Dead: 1 attempt failed."))
                .body("ahead", nullValue());
    }

    @Test
    void aQueueThatIsWellHasNoFacts() {
        Api.enqueue(job("demo.noop", ",\"delayMs\":60000"));
        Api.get("/queues/" + queue + "/health").then().statusCode(200).body("items", empty());
    }

    @Test
    void aJobSaysWhyItDoesNotRun() {
        String later = Api.enqueue(job("demo.noop", ",\"delayMs\":60000"));
        Api.get("/jobs/" + later + "/why")
                .then()
                .statusCode(200)
                .body("code", equalTo("scheduled"))
                .body("until", notNullValue())
                .body("by", nullValue());
        Api.post("/queues/" + queue + "/pause");
        Api.enqueue(job("demo.noop", ""));
        String held = Api.enqueue(job("demo.noop", ""));
        Api.get("/jobs/" + held + "/why?queue=" + queue)
                .then()
                .body("code", equalTo("paused"))
                .body("ahead", equalTo(1))
                .body("until", nullValue());
    }

    @Test
    void whatIsNotThereIs404() {
        Api.get("/queues/none-" + queue + "/health").then().statusCode(404);
        Api.get("/jobs/none-" + queue + "/why").then().statusCode(404);
        Api.get("/jobs/x/why?later=1").then().statusCode(400);
    }

    private String job(String type, String more) {
        return "{\"type\":\"" + type + "\",\"queue\":\"" + queue + "\"" + more + "}";
    }
}
