package io.yardmaster.web.api;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures in groups, as a program sees them. */
@QuarkusTest
class DeadGroupsApiTest {
    private final String queue = "groups-" + UUID.randomUUID();
    private final String dead = "/queues/" + queue + "/dead";

    @BeforeEach
    void die() {
        for (int i = 0; i < 5; i++) {
            fail("order 4" + i + " is gone");
        }
        fail("no money");
    }

    @Test
    void theLargestComesFirstWithTheFingerprintOfItsJobs() {
        Response groups = groups();
        groups.then()
                .statusCode(200)
                .body("items.count", contains(5, 1))
                .body("items[0].queue", equalTo(queue))
                .body("items[0].type", equalTo("demo.fail"))
                .body("items[0].message", equalTo("order 40 is gone"))
                .body("items[0].trend", hasSize(60))
                .body("nextCursor", nullValue());
        assertThat(groups.<String>path("items[0].firstAt")).isLessThanOrEqualTo(groups.path("items[0].lastAt"));
        String sample = groups.path("items[0].sample");
        Api.get("/jobs/" + sample).then().body("error.fingerprint", equalTo(groups.path("items[0].fingerprint")));
        Response first = Api.get("/dead/groups?limit=1&queue=" + queue);
        Api.get("/dead/groups?queue=" + queue + "&cursor=" + first.path("nextCursor"))
                .then()
                .body("items.count", contains(1));
    }

    @Test
    void aGroupIsListedPreviewedRetriedAndBuried() {
        String print = groups().path("items[0].fingerprint");
        Response page = Api.get(dead + "?limit=3&fingerprint=" + print);
        page.then().body("items", hasSize(3));
        Api.get(dead + "?fingerprint=" + print + "&cursor=" + page.path("nextCursor"))
                .then()
                .body("items", hasSize(2));
        String filter = "{\"filter\":{\"fingerprint\":\"" + print + "\"},\"dryRun\":";
        Api.post(dead + "/retry-all", filter + "true}")
                .then()
                .body("matched", equalTo(5))
                .body("samples", hasSize(5));
        Api.post(dead + "/retry-all", filter + "false}").then().body("retried", equalTo(5));
        awaitDead(6);
        Api.delete(dead + "?olderThan=0&dryRun=true&fingerprint=" + print)
                .then()
                .body("matched", equalTo(5));
        Api.delete(dead + "?olderThan=0&fingerprint=" + print).then().body("cleaned", equalTo(5));
        groups().then().body("items.message", contains("no money"));
        Api.delete(dead + "?olderThan=0&type=demo.fail&dryRun=true").then().body("matched", equalTo(1));
        Api.delete(dead + "?olderThan=0&type=demo.fail").then().body("cleaned", equalTo(1));
        groups().then().body("items", hasSize(0));
    }

    @Test
    void theTypesOfGroupsAnswerForTheFilterByType() {
        String type = "{\"dryRun\":true,\"filter\":{\"type\":\"demo.fail\",\"olderThanMs\":0}}";
        Api.post(dead + "/retry-all", type).then().body("matched", equalTo(6));
        Api.delete(dead + "?olderThan=0&dryRun=true&type=demo.noop").then().body("matched", equalTo(0));
        String print = groups().path("items[1].fingerprint");
        Api.delete(dead + "?olderThan=0&dryRun=true&type=demo.noop&fingerprint=" + print)
                .then()
                .body("matched", equalTo(0));
        Api.delete(dead + "?olderThan=3600000&dryRun=true&fingerprint=" + print)
                .then()
                .body("matched", equalTo(0));
    }

    @Test
    void badInputIsNamed() {
        Api.get("/dead/groups?queue=nobody-" + UUID.randomUUID()).then().statusCode(404);
        for (String bad : List.of("fingerprint=%20", "fingerprint=", "fingerprint=../x")) {
            Api.get(dead + "?" + bad).then().statusCode(400).body("errors[0].pointer", equalTo("?fingerprint"));
            Api.delete(dead + "?olderThan=0&" + bad).then().statusCode(400);
        }
        Api.post(dead + "/retry-all", "{\"filter\":{\"fingerprint\":7}}")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/filter/fingerprint"));
        Api.get(dead + "?fingerprint=unknown").then().statusCode(200).body("items", hasSize(0));
        Api.post(dead + "/retry-all", "{\"filter\":{\"fingerprint\":\"unknown\"}}")
                .then()
                .body("retried", equalTo(0));
        Api.get("/dead/groups?cursor=nothing&queue=" + queue).then().statusCode(400);
    }

    private Response groups() {
        return Api.get("/dead/groups?queue=" + queue);
    }

    private void fail(String message) {
        String id = Api.enqueue("{\"queue\":\"" + queue + "\",\"type\":\"demo.fail\",\"maxAttempts\":1,"
                + "\"payload\":{\"failures\":99,\"message\":\"" + message + "\"}}");
        Api.in("dead", id);
    }

    private void awaitDead(int count) {
        await().until(() -> Api.get("/queues/" + queue).<Integer>path("counts.dead") == count);
    }
}
