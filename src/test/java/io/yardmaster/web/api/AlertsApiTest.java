package io.yardmaster.web.api;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.yardmaster.handlers.webhook.Receiver;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alert rules, alerts, webhooks and markers as a program sees them. Each test has names of its own. */
@QuarkusTest
class AlertsApiTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final String name = "t" + UUID.randomUUID();
    private final String rule = "/alert-rules/" + name;
    private final String webhook = "/webhooks/" + name;

    @AfterEach
    void tidy() {
        Api.delete(rule);
        Api.delete(webhook);
    }

    @Test
    void theDefaultRulesAreThere() {
        Api.get("/alert-rules?limit=1000")
                .then()
                .statusCode(200)
                .body(
                        "items.name",
                        hasItems(
                                "error-rate",
                                "queue-growing",
                                "oldest-waiting",
                                "critical-deaths",
                                "dead-share",
                                "no-worker"));
        Api.get("/alert-rules/error-rate")
                .then()
                .body("threshold", equalTo(0.1f))
                .body("minSamples", equalTo(10))
                .body("webhooks", nullValue());
    }

    @Test
    void aRuleIsMadeChangedSilencedAndRemoved() {
        put(dead(5, "info")).then().statusCode(201).body("note", containsString("no queue " + name));
        put(dead(6, "info"))
                .then()
                .statusCode(200)
                .body("threshold", equalTo(6))
                .body("op", equalTo(">"));
        String until = Instant.now().plusSeconds(3_600).toString();
        Api.post(rule + "/silence", "{\"until\":\"" + until + "\"}")
                .then()
                .statusCode(200)
                .body("silencedUntil", notNullValue());
        put(dead(7, "info")).then().statusCode(200).body("silencedUntil", notNullValue());
        Api.post(rule + "/silence", "{\"until\":null}").then().statusCode(200).body("silencedUntil", nullValue());
        Api.post(rule + "/silence", "{}").then().statusCode(400);
        Api.post(rule + "/silence", "{\"until\":\"2001-01-01T00:00:00.000Z\"}")
                .then()
                .statusCode(400);
        Api.delete(rule).then().statusCode(204);
        Api.delete(rule).then().statusCode(404);
        Api.get(rule).then().statusCode(404);
        Api.post(rule + "/silence", "{\"until\":null}").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"threshold\":1 | \"threshold\":NaN | is not JSON",
                "\"threshold\":1 | \"threshold\":1e999 | /threshold",
                "\"threshold\":1 | \"threshold\":\"1\" | /threshold",
                "\"threshold\":1 | \"threshold\":-1 | /threshold",
                "\"windowMs\":60000 | \"windowMs\":0 | /windowMs",
                "\"windowMs\":60000 | \"windowMs\":31536000000 | /windowMs",
                "\"windowMs\":60000 | \"windowMs\":60000.0 | /windowMs",
                "\"metric\":\"dead\" | \"metric\":\"nonsense\" | must be one of error_rate",
                "\"metric\":\"dead\" | \"metric\":\"error_rate\",\"minSamples\":-1 | /minSamples",
                "\"severity\":\"info\" | \"severity\":\"bad\" | /severity",
                "\"severity\":\"info\" | \"severity\":\"info\",\"forMs\":-5 | /forMs",
                "\"severity\":\"info\" | \"severity\":\"info\",\"more\":1 | /more",
                "\"severity\":\"info\" | \"severity\":\"info\",\"maxPriority\":1 | /maxPriority",
                "\"severity\":\"info\" | \"severity\":\"info\",\"webhooks\":[\"a b\"] | /webhooks/0",
                "\"op\":\">\" | \"op\":\"=\" | /op",
                "\"op\":\">\", | \"queue\":\"a b\",\"op\":\">\", | /queue",
            })
    void whatIsNoRuleIsRefusedWithItsPlace(String good, String bad, String said) {
        String body = dead(1, "info").replace("\"queue\":\"" + name + "\",", "").replace(good, bad);
        put(body).then().statusCode(400).body(containsString(said));
        Api.post("/alert-rules/preview", body).then().statusCode(400);
        Api.get(rule).then().statusCode(404);
    }

    @Test
    void aPreviewShowsADayBefore() {
        Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"" + name + "\"}");
        Api.post("/alert-rules/preview", dead(1, "info").replace("\"dead\"", "\"error_rate\""))
                .then()
                .statusCode(200)
                .body("points.size()", greaterThanOrEqualTo(288))
                .body("wouldFire", hasSize(0));
        Api.post("/alert-rules/preview", dead(1, "info"))
                .then()
                .statusCode(200)
                .body("note", containsString("no history"));
    }

    @Test
    void anAlertFiresReachesItsWebhookAndIsResolved() {
        try (Receiver receiver = new Receiver()) {
            receiver.answers(500);
            Api.put(webhook, "{\"url\":\"" + receiver.url() + "\",\"secret\":\"" + SECRET + "\"}")
                    .then()
                    .statusCode(201);
            Api.post("/markers", "{\"label\":\"v-" + name + "\"}").then().statusCode(201);
            String job = Api.enqueue("{\"type\":\"demo.fail\",\"queue\":\"" + name
                    + "\",\"maxAttempts\":1,\"payload\":{\"failures\":9}}");
            Api.in("dead", job);
            put(dead(0, "warning").replace("\"op\"", "\"webhooks\":[\"" + name + "\"],\"op\""))
                    .then()
                    .statusCode(201);
            String id = alert("firing");
            Api.get("/alerts?state=firing&limit=1000")
                    .then()
                    .body("items.find { it.id == '" + id + "' }.value", equalTo(1))
                    .body("items.find { it.id == '" + id + "' }.marker", notNullValue());
            Api.post("/alerts/" + id + "/acknowledge").then().statusCode(200).body("acknowledgedBy", equalTo("token"));
            Api.post("/alerts/" + id + "/acknowledge").then().statusCode(200);
            Api.delete("/queues/" + name + "/dead?olderThan=0").then().statusCode(200);
            assertThat(alert("resolved")).isEqualTo(id);
            await().until(() -> receiver.heard().size() >= 3);
            List<String> ids = receiver.heard().stream().map(Receiver.Heard::id).toList();
            assertThat(ids)
                    .containsExactly("msg_" + id + "_firing", "msg_" + id + "_firing", "msg_" + id + "_resolved");
            assertThat(receiver.heard()).allMatch(heard -> heard.isSignedWith(SECRET));
            Api.get(webhook + "/deliveries")
                    .then()
                    .body("items.status", hasItems(200, 500))
                    .body("items[0].event", equalTo("alert.resolved"))
                    .body("items[0].answer", equalTo("heard"));
            Api.get(webhook + "/deliveries?limit=1")
                    .then()
                    .body("items", hasSize(1))
                    .body("nextCursor", notNullValue());
            Api.post(webhook + "/deliveries/" + ids.getFirst() + "/resend")
                    .then()
                    .statusCode(202);
            await().until(() -> receiver.heard().size() == 4);
            assertThat(receiver.heard().getLast().id()).isEqualTo(ids.getFirst());
        }
    }

    @Test
    void markersAreSetAndFound() {
        String at = "2026-01-02T03:04:05.678Z";
        String body = "{\"label\":\"<b>" + name + "</b>\",\"at\":\"" + at + "\"}";
        Api.post("/markers", body).then().statusCode(201).body("at", equalTo(at));
        Api.post("/markers", body).then().statusCode(201);
        Api.get("/markers?from=2026-01-02T00:00:00Z&to=2026-01-03T00:00:00Z")
                .then()
                .statusCode(200)
                .body("items.label", equalTo(List.of("<b>" + name + "</b>")));
        Api.post("/markers", "{}").then().statusCode(400);
        Api.post("/markers", "{\"label\":\"a\\nb\"}").then().statusCode(400);
        Api.post("/markers", "{\"label\":\"" + "x".repeat(101) + "\"}").then().statusCode(400);
        Api.post("/markers", "{\"label\":\"a\",\"at\":\"yesterday\"}").then().statusCode(400);
    }

    @Test
    void whatIsNoAlertIsNotFound() {
        Api.post("/alerts/a99999999999999/acknowledge").then().statusCode(404);
        Api.post("/alerts/nonsense/acknowledge").then().statusCode(404);
        Api.get("/alerts?state=nonsense").then().statusCode(400);
        Api.get("/alerts?cursor=x").then().statusCode(400);
    }

    @Test
    void aQueueThatIsNearlyFullOfDeadJobsFires() {
        Api.in(
                "dead",
                Api.enqueue("{\"type\":\"demo.fail\",\"queue\":\"" + name
                        + "\",\"maxAttempts\":1,\"payload\":{\"failures\":9}}"));
        Api.call()
                .header("Content-Type", "application/json")
                .body("{\"retention\":{\"dead\":{\"count\":1}}}")
                .patch(Api.ROOT + "/queues/" + name)
                .then()
                .statusCode(200);
        put(dead(0, "warning").replace("\"dead\"", "\"dead_share\"").replace(":0,", ":0.79,"))
                .then()
                .statusCode(201);
        String id = alert("firing");
        Api.get("/alerts?state=firing&limit=1000")
                .then()
                .body("items.find { it.id == '" + id + "' }.value", equalTo(1));
        Api.delete("/queues/" + name + "/dead?olderThan=0").then().statusCode(200);
        assertThat(alert("resolved")).isEqualTo(id);
    }

    private Response put(String body) {
        return Api.put(rule, body);
    }

    /** The id of this test's alert, once it is in that state. */
    private String alert(String state) {
        return await().until(
                        () -> Api.get("/alerts?limit=1000&state=" + state)
                                .jsonPath()
                                .<String>get("items.find { it.rule == '" + name + "' }?.id"),
                        id -> id != null);
    }

    private String dead(int threshold, String severity) {
        return "{\"metric\":\"dead\",\"queue\":\"" + name + "\",\"op\":\">\",\"threshold\":" + threshold
                + ",\"windowMs\":60000,\"severity\":\"" + severity + "\"}";
    }
}
