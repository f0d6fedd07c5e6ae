package io.yardmaster.web.api;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is set of the whole cluster, as a program sets it. */
@QuarkusTest
class SettingsApiTest {
    private final String queue = "routed-" + UUID.randomUUID();

    @AfterEach
    void asItWas() {
        put("[]").then().statusCode(200).body("$", hasSize(0));
        patch("{\"queueMode\":\"weighted\"}").then().statusCode(200);
    }

    @Test
    void theModeIsChangedAndKept() {
        Api.get("/settings").then().statusCode(200).body("queueMode", equalTo("weighted"));
        patch("{\"queueMode\":\"strict\"}").then().statusCode(200).body("queueMode", equalTo("strict"));
        patch("{}").then().statusCode(200).body("queueMode", equalTo("strict"));
        Api.get("/settings").then().body("queueMode", equalTo("strict"));
    }

    @Test
    void jobsFollowTheRoutesUnlessTheyNameAQueue() {
        put("[{\"pattern\":\"demo.*\",\"queue\":\"" + queue + "\"},{\"pattern\":\"demo.fail\",\"queue\":\"default\"}]")
                .then()
                .statusCode(200)
                .body("queue", equalTo(java.util.List.of(queue, "default")));
        Api.get("/routes").then().body("[0].pattern", equalTo("demo.*"));
        enqueue("{\"type\":\"demo.noop\"}").body("queue", equalTo(queue));
        enqueue("{\"type\":\"demo.noop\",\"queue\":\"default\"}").body("queue", equalTo("default"));
        enqueue("{\"type\":\"demo.fail\",\"delayMs\":60000}").body("queue", equalTo("default"));
    }

    /** Its handler names a queue. */
    @Singleton
    @JobHandler(value = "test.at-home", queue = "home")
    static class AtHome implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            return Outcome.succeeded();
        }
    }

    @Test
    void aHandlersQueueHoldsWhereNoRouteDoes() {
        enqueue("{\"type\":\"test.at-home\"}").body("queue", equalTo("home"));
        enqueue("{\"type\":\"test.at-home\",\"queue\":\"default\"}").body("queue", equalTo("default"));
        step("{\"type\":\"test.at-home\"}").body("nodes[0].queue", equalTo("home"));
        put("[{\"pattern\":\"test.*\",\"queue\":\"" + queue + "\"}]").then().statusCode(200);
        enqueue("{\"type\":\"test.at-home\"}").body("queue", equalTo(queue));
        step("{\"type\":\"test.at-home\"}").body("nodes[0].queue", equalTo(queue));
    }

    private static ValidatableResponse step(String job) {
        return Api.post("/workflows", "{\"chain\":[{\"job\":" + job + "}]}")
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"pattern\":\"a b\",\"queue\":\"q\"}]|/0/pattern",
                "[{\"pattern\":\"a\",\"queue\":\"<q>\"}]|/0/queue",
                "[{\"pattern\":\"a\"}]|/0/queue",
                "[{\"queue\":\"q\"}]|/0/pattern",
                "[{\"pattern\":\"a\",\"queue\":\"q\"},{\"pattern\":\"a\",\"queue\":\"r\"}]|/1/pattern",
                "[{\"pattern\":\"a\",\"queue\":\"q\",\"x\":1}]|/0/x",
                "[5]|/0",
                "{}|''"
            })
    void wrongRoutesAre400AndChangeNothing(String body, String pointer) {
        put(body).then().statusCode(400).body("errors[0].pointer", equalTo(pointer));
        Api.get("/routes").then().body("$", hasSize(0));
    }

    @Test
    void tooManyRoutesAreRefused() {
        StringBuilder many = new StringBuilder("[");
        for (int i = 0; i <= 200; i++) {
            many.append(i == 0 ? "" : ",").append("{\"pattern\":\"p" + i + "\",\"queue\":\"q\"}");
        }
        put(many + "]").then().statusCode(400).body("errors[0].pointer", equalTo("/200"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"queueMode\":\"fair\"}", "{\"queueMode\":null}", "{\"queueMode\":1}", "{\"colour\":1}", "[]"})
    void wrongSettingsAre400(String body) {
        patch(body).then().statusCode(400);
    }

    private static ValidatableResponse enqueue(String body) {
        return Api.post("/jobs", body).then().statusCode(201);
    }

    private static Response put(String body) {
        return Api.call().header("Content-Type", "application/json").body(body).put(Api.ROOT + "/routes");
    }

    private static Response patch(String body) {
        return Api.call().header("Content-Type", "application/json").body(body).patch(Api.ROOT + "/settings");
    }
}
