package io.yardmaster.web.api;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A queue is cleaned state by state, and ends once it holds nothing. */
@QuarkusTest
class CleanApiTest {
    private final String queue = "clean-" + UUID.randomUUID();

    @Inject
    RedisLinks links;

    @ParameterizedTest
    @CsvSource({
        "waiting, demo.noop, ''",
        "scheduled, demo.noop, ',\"delayMs\":60000'",
        "retrying, demo.fail, ',\"payload\":{\"failures\":9},\"backoff\":{\"type\":\"fixed\",\"delayMs\":60000}'",
        "completed, demo.noop, ''",
        "dead, demo.fail, ',\"payload\":{\"failures\":9},\"maxAttempts\":1'",
        "cancelled, demo.noop, ',\"delayMs\":60000'",
    })
    void aStateIsPreviewedAndCleaned(String state, String type, String more) {
        Api.enqueue(job("demo.noop", ",\"delayMs\":999000,\"priority\":1"));
        if (state.equals("waiting")) {
            Api.post("/queues/" + queue + "/pause");
        }
        String id = Api.enqueue(job(type, more));
        if (state.equals("cancelled")) {
            Api.post("/jobs/" + id + "/cancel");
        }
        Api.in(state, id);
        int matched = state.equals("scheduled") ? 2 : 1;
        clean("{\"state\":\"" + state + "\",\"olderThanMs\":600000,\"dryRun\":true}")
                .then()
                .body("matched", equalTo(0));
        clean("{\"state\":\"" + state + "\",\"olderThanMs\":600000}").then().body("cleaned", equalTo(0));
        clean("{\"state\":\"" + state + "\",\"olderThanMs\":0,\"dryRun\":true}")
                .then()
                .statusCode(200)
                .body("matched", equalTo(matched))
                .body("samples.id", hasItem(id))
                .body("notEligible", hasSize(0));
        String operation = clean("{\"state\":\"" + state + "\",\"olderThanMs\":0}")
                .then()
                .statusCode(200)
                .body("cleaned", equalTo(matched))
                .extract()
                .path("operationId");
        Api.get("/operations/" + operation)
                .then()
                .body("kind", equalTo("clean"))
                .body("state", equalTo("done"));
        Api.get("/jobs/" + id).then().statusCode(404);
    }

    @Test
    void aCleanedJobFreesItsKey() {
        Api.enqueue(job("demo.noop", ",\"delayMs\":60000,\"unique\":{\"key\":\"k\",\"until\":\"ttl\"}"));
        clean("{\"state\":\"scheduled\",\"olderThanMs\":0}").then().body("cleaned", equalTo(1));
        Api.get("/unique-keys?queue=" + queue).then().body("items", hasSize(0));
    }

    @Test
    void aQueueEndsOnceItHoldsNothing() {
        String id = Api.enqueue(job("demo.noop", ",\"delayMs\":60000"));
        Api.delete("/queues/" + queue).then().statusCode(409).body("detail", containsString("1 scheduled"));
        Api.delete("/jobs/" + id).then().statusCode(204);
        Api.delete("/queues/" + queue).then().statusCode(204);
        Api.delete("/queues/" + queue).then().statusCode(404);
        Api.get("/queues/" + queue).then().statusCode(404);
        Api.get("/queues?limit=1000").then().body("items.name", not(hasItem(queue)));
        String again = Api.enqueue(job("demo.noop", ""));
        Api.in("completed", again);
        Api.get("/queues/" + queue + "/jobs?state=completed").then().body("items.id", contains(again));
    }

    @Test
    void nothingIsLeftOfAQueueThatWasDeleted() {
        String group = ",\"group\":\"g1\",\"unique\":{\"key\":\"k\"},\"idempotencyKey\":\"i\",\"id\":\"" + queue + "\"";
        Api.enqueue(job("demo.noop", group));
        Api.in("completed", queue);
        Api.in("dead", Api.enqueue(job("demo.fail", ",\"payload\":{\"failures\":9},\"maxAttempts\":1")));
        Api.call()
                .header("Content-Type", "application/json")
                .body("{\"weight\":7,\"rateLimit\":{\"max\":9,\"perMs\":1000},\"groupLimit\":3}")
                .patch(Api.ROOT + "/queues/" + queue)
                .then()
                .statusCode(200);
        Api.post("/queues/" + queue + "/pause").then().statusCode(200);
        await().until(() -> keys().stream().anyMatch(key -> key.contains(":metrics:")));
        for (String state : List.of("completed", "dead")) {
            clean("{\"state\":\"" + state + "\",\"olderThanMs\":0}").then().statusCode(200);
        }
        Api.delete("/queues/" + queue).then().statusCode(204);
        assertThat(keys())
                .as("what the cleans kept aside ends by itself")
                .allMatch(key -> key.contains(":aside:") && endsSoon(key));
        Request set = Request.cmd(Command.HEXISTS).arg(Keys.SETTINGS).arg("queue:" + queue);
        assertThat(RedisLink.await(links.rest().send(set)).toInteger()).isZero();
        Api.in("completed", Api.enqueue(job("demo.noop", "")));
        Api.get("/queues/" + queue)
                .then()
                .body("weight", equalTo(1))
                .body("rateLimit", nullValue())
                .body("paused", equalTo(false));
    }

    private boolean endsSoon(String key) {
        long ms = RedisLink.await(links.rest().send(Request.cmd(Command.PTTL).arg(key)))
                .toLong();
        return ms > 0 && ms <= Duration.ofMinutes(16).toMillis();
    }

    /** What Redis holds of the queue. */
    private List<String> keys() {
        Request scan = Request.cmd(Command.KEYS).arg("*{" + queue + "}*");
        return Wire.texts(RedisLink.await(links.rest().send(scan)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"state\":\"dead\"}",
                "{\"olderThanMs\":0}",
                "{\"state\":\"active\",\"olderThanMs\":0}",
                "{\"state\":\"blocked\",\"olderThanMs\":0}",
                "{\"state\":\"dead\",\"olderThanMs\":-1}",
                "{\"state\":\"dead\",\"olderThanMs\":0,\"dryrun\":true}",
                "[]"
            })
    void whatIsWrongIsRefused(String body) {
        Api.enqueue(job("demo.noop", ",\"delayMs\":60000"));
        clean(body).then().statusCode(400);
        Api.post("/queues/none-" + queue + "/clean", "{\"state\":\"dead\",\"olderThanMs\":0}")
                .then()
                .statusCode(404);
    }

    private Response clean(String body) {
        return Api.post("/queues/" + queue + "/clean", body);
    }

    private String job(String type, String more) {
        return "{\"type\":\"" + type + "\",\"queue\":\"" + queue + "\"" + more + "}";
    }
}
