package io.yardmaster.web.api;

import static io.yardmaster.Patience.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is set of a queue, as a program sets it. */
@QuarkusTest
class TuningApiTest {
    private final String queue = "tuned-" + UUID.randomUUID();

    @Test
    void aChangeMakesTheQueueAndShowsWhereQueuesAreShown() {
        patch("{}").then().statusCode(200).body("weight", equalTo(1)).body("concurrency", nullValue());
        patch("{\"concurrency\":{\"total\":3}}")
                .then()
                .statusCode(200)
                .body("name", equalTo(queue))
                .body("concurrency.total", equalTo(3))
                .body("concurrency.perNode", nullValue());
        Api.get("/queues/" + queue).then().body("concurrency.total", equalTo(3));
        patch("{\"weight\":5,\"concurrency\":{\"perNode\":2,\"min\":2,\"max\":4}}")
                .then()
                .statusCode(200)
                .body("weight", equalTo(5))
                .body("concurrency.total", equalTo(3))
                .body("concurrency.min", equalTo(2));
        Api.get("/queues?limit=1000").then().body("items.name", hasItem(queue));
    }

    @Test
    void whatIsLeftOutStaysAndNullTakesAway() {
        patch("{\"concurrency\":{\"total\":3}}");
        patch("{}").then().body("concurrency.total", equalTo(3));
        patch("{\"concurrency\":{}}").then().body("concurrency.total", equalTo(3));
        patch("{\"concurrency\":{\"total\":null}}").then().body("concurrency", nullValue());
        patch("{\"concurrency\":{\"total\":3}}");
        patch("{\"concurrency\":null}").then().statusCode(200).body("concurrency", nullValue());
    }

    @Test
    void defaultsHoldForJobsThatSayNothing() {
        patch("{\"defaults\":{\"maxAttempts\":7,\"timeoutMs\":5000}}")
                .then()
                .statusCode(200)
                .body("defaults.maxAttempts", equalTo(7))
                .body("defaults.timeoutMs", equalTo(5000))
                .body("defaults.backoff", nullValue());
        patch("{\"defaults\":{\"backoff\":{\"type\":\"fixed\",\"delayMs\":9},\"timeoutMs\":null}}")
                .then()
                .body("defaults.maxAttempts", equalTo(7))
                .body("defaults.timeoutMs", nullValue())
                .body("defaults.backoff.type", equalTo("fixed"));
        String id = Api.enqueue("{\"type\":\"demo.noop\",\"delayMs\":60000,\"queue\":\"" + queue + "\"}");
        await().until(() -> Api.get("/jobs/" + id).path("maxAttempts").equals(7));
        Api.get("/jobs/" + id).then().body("backoff.delayMs", equalTo(9));
        String own =
                Api.enqueue("{\"type\":\"demo.noop\",\"delayMs\":60000,\"maxAttempts\":2,\"queue\":\"" + queue + "\"}");
        Api.get("/jobs/" + own).then().body("maxAttempts", equalTo(2));
        patch("{\"defaults\":null}").then().body("defaults", nullValue());
    }

    @Test
    void retentionIsSetOneByOneAndAFullQueueAnswers429() {
        patch("{\"retention\":{\"completed\":{\"count\":5},\"dead\":{\"count\":2}}}")
                .then()
                .statusCode(200)
                .body("retention.completed.count", equalTo(5))
                .body("retention.completed.ageMs", nullValue())
                .body("retention.dead.count", equalTo(2));
        patch("{\"retention\":{\"completed\":{\"ageMs\":900000}}}")
                .then()
                .body("retention.completed.count", equalTo(5))
                .body("retention.completed.ageMs", equalTo(900000));
        String job =
                "{\"type\":\"demo.fail\",\"payload\":{\"failures\":9},\"maxAttempts\":1,\"queue\":\"" + queue + "\"}";
        for (int i = 0; i < 2; i++) {
            Api.in("dead", Api.enqueue(job));
        }
        await().until(() -> Api.post("/jobs", job).statusCode() == 429);
        Api.post("/jobs", job)
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("detail", containsString("dead"));
        Api.post("/jobs/bulk", "{\"jobs\":[" + job + "]}")
                .then()
                .statusCode(200)
                .body("rejected.index", hasItem(0));
        Api.get("/queues/" + queue + "/health").then().body("items.severity", hasItem("critical"));
        Api.delete("/queues/" + queue + "/dead?olderThan=0");
        await().until(() -> Api.post("/jobs", job).statusCode() == 201);
        patch("{\"retention\":null}").then().body("retention", nullValue());
    }

    @Test
    void limitsAreSetShownAndTakenAway() {
        patch("{\"rateLimit\":{\"max\":1,\"perMs\":60000},\"groupLimit\":2}")
                .then()
                .statusCode(200)
                .body("rateLimit.max", equalTo(1))
                .body("rateLimit.perMs", equalTo(60000))
                .body("rateLimit.by", equalTo("queue"))
                .body("groupLimit", equalTo(2))
                .body("limitedUntil", nullValue());
        String first = Api.enqueue(job("a"));
        Api.in("completed", first);
        String second = Api.enqueue(job("b"));
        await().untilAsserted(() -> Api.get("/jobs/" + second + "/why")
                .then()
                .body("code", equalTo("limited"))
                .body("until", notNullValue())
                .body("by", equalTo("queue")));
        Api.get("/queues/" + queue)
                .then()
                .body("limitedUntil", matchesPattern("[-0-9]{10}T[:0-9]{8}\\.[0-9]{3}Z"))
                .body("counts.waiting", equalTo(1));
        Api.get("/queues/" + queue + "/health").then().body("items.code", hasItem("limited"));
        Api.get("/jobs/" + second).then().body("attempt", equalTo(0)).body("group", equalTo("b"));
        patch("{\"rateLimit\":null,\"groupLimit\":null}")
                .then()
                .body("rateLimit", nullValue())
                .body("groupLimit", nullValue());
        Api.in("completed", second);
    }

    private String job(String group) {
        return "{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\",\"cost\":3,\"group\":\"" + group + "\"}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"concurrency\":{\"total\":0}}|/concurrency/total",
                "{\"concurrency\":{\"total\":10001}}|/concurrency/total",
                "{\"concurrency\":{\"total\":-1}}|/concurrency/total",
                "{\"concurrency\":{\"total\":1.0}}|/concurrency/total",
                "{\"concurrency\":{\"total\":\"5\"}}|/concurrency/total",
                "{\"concurrency\":{\"total\":1,\"total\":2}}|/concurrency/total",
                "{\"concurrency\":{\"total\":99999999999999999999}}|/concurrency/total",
                "{\"concurrency\":5}|/concurrency",
                "{\"rateLimit\":{\"max\":0,\"perMs\":0}}|/rateLimit/max",
                "{\"rateLimit\":{\"max\":1000001,\"perMs\":1000}}|/rateLimit/max",
                "{\"rateLimit\":{\"max\":10,\"perMs\":99}}|/rateLimit/perMs",
                "{\"rateLimit\":{\"max\":10,\"perMs\":86400001}}|/rateLimit/perMs",
                "{\"rateLimit\":{\"max\":10}}|/rateLimit/perMs",
                "{\"rateLimit\":{\"perMs\":1000}}|/rateLimit/max",
                "{\"rateLimit\":{\"max\":10,\"perMs\":1000,\"by\":\"node\"}}|/rateLimit/by",
                "{\"rateLimit\":{\"max\":10,\"perMs\":1000,\"burst\":1}}|/rateLimit/burst",
                "{\"rateLimit\":7}|/rateLimit",
                "{\"groupLimit\":0}|/groupLimit",
                "{\"groupLimit\":-1}|/groupLimit",
                "{\"groupLimit\":10001}|/groupLimit",
                "{\"groupLimit\":1000000000}|/groupLimit",
                "{\"concurrency\":{\"most\":5}}|/concurrency/most",
                "{\"defaults\":{\"maxAttempts\":0}}|/defaults/maxAttempts",
                "{\"defaults\":{\"priority\":1}}|/defaults/priority",
                "{\"defaults\":{\"backoff\":{\"type\":\"odd\"}}}|/defaults/backoff/type",
                "{\"defaults\":7}|/defaults",
                "{\"retention\":{\"dead\":{\"count\":-1}}}|/retention/dead/count",
                "{\"retention\":{\"completed\":{\"ageMs\":1e3}}}|/retention/completed/ageMs",
                "{\"retention\":{\"completed\":{\"bytes\":1099511627777}}}|/retention/completed/bytes",
                "{\"retention\":{\"cancelled\":{}}}|/retention/cancelled",
                "{\"concurrency\":{\"min\":5,\"max\":4}}|/concurrency/min",
                "{\"weight\":0}|/weight",
                "{\"weight\":-1}|/weight",
                "{\"weight\":1000000000}|/weight",
                "{\"weight\":1.9}|/weight",
                "{\"weight\":null}|/weight",
                "{\"weight\":1,\"weight\":2}|/weight",
                "{\"colour\":1}|/colour"
            })
    void wrongFieldsAre400AndChangeNothing(String body, String pointer) {
        patch(body).then().statusCode(400).body("errors[0].pointer", equalTo(pointer));
        Api.get("/queues/" + queue).then().statusCode(404);
    }

    @Test
    void aMinAboveTheMaxThatIsSetIsRefused() {
        patch("{\"concurrency\":{\"min\":2,\"max\":4}}").then().statusCode(200);
        patch("{\"concurrency\":{\"min\":5}}")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/concurrency/min"));
        patch("{\"concurrency\":{\"max\":1}}")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/concurrency/max"));
        patch("{\"concurrency\":{\"min\":null,\"max\":1}}")
                .then()
                .statusCode(200)
                .body("concurrency.max", equalTo(1));
    }

    @Test
    void namesThatBreakTheGrammarAndBodiesThatAreNoneAreRefused() {
        Api.call()
                .header("Content-Type", "application/json")
                .body("{}")
                .patch(Api.ROOT + "/queues/%3Cscript%3E")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/name"));
        patch("[]").then().statusCode(400);
        patch("").then().statusCode(400);
        Api.call()
                .header("Content-Type", "text/plain")
                .body("{}")
                .patch(Api.ROOT + "/queues/" + queue)
                .then()
                .statusCode(415);
    }

    private Response patch(String body) {
        return Api.call().header("Content-Type", "application/json").body(body).patch(Api.ROOT + "/queues/" + queue);
    }
}
