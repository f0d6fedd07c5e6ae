package io.yardmaster.web.api;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules as a program sees them. Each test has a schedule of its own. */
@QuarkusTest
class SchedulesApiTest {
    private final String name = "s-" + UUID.randomUUID();
    private final String path = "/schedules/" + name;

    @Test
    void keysThatAreMadeFollowTypeAndPayloadOfTheSchedule() {
        String options = ",\"jobOptions\":{\"delayMs\":60000,\"unique\":{},\"idempotencyKey\":\"auto\"}}";
        String name = "made-" + UUID.randomUUID();
        Api.call()
                .header("Content-Type", "application/json")
                .body("{\"type\":\"demo.noop\",\"payload\":{\"n\":1},\"cron\":\"0 0 1 1 *\"" + options)
                .put(Api.ROOT + "/schedules/" + name)
                .then()
                .statusCode(201);
        Api.post("/schedules/" + name + "/run")
                .then()
                .statusCode(201)
                .body("uniqueKey", matchesPattern("auto:.{16}"))
                .body("idempotencyKey", matchesPattern("auto:[0-9a-f]{64}"));
        Api.delete("/schedules/" + name);
    }

    @Test
    void aScheduleIsMadeChangedAndRemoved() {
        String body = "{\"type\":\"demo.noop\",\"payload\":{\"a\":1.50},\"cron\":\"0 7 * * MON-FRI\","
                + "\"timeZone\":\"Europe/Berlin\",\"jobOptions\":{\"priority\":\"high\",\"tags\":[\"t\"]}}";
        put(body)
                .then()
                .statusCode(201)
                .body("nextRuns", hasSize(5))
                .body("description", equalTo("At 07:00, Monday to Friday"))
                .body("misfire", equalTo("last"))
                .body("overlap", equalTo("allow"))
                .body("source", equalTo("api"))
                .body("lastRun", nullValue())
                .body("nextRun", notNullValue());
        assertThat(Api.get(path).asString()).contains("{\"a\":1.50}");
        put(body).then().statusCode(200);
        put(body.replace("0 7", "0 8")).then().statusCode(200).body("cron", equalTo("0 8 * * MON-FRI"));
        Api.get("/schedules?limit=1000").then().body("items.name", hasItem(name));
        Api.delete(path).then().statusCode(204);
        Api.delete(path).then().statusCode(404);
        Api.get(path).then().statusCode(404);
    }

    @Test
    void aRunByHandIsAJobThatNamesItsSchedule() {
        put("{\"type\":\"demo.noop\",\"cron\":\"@yearly\",\"jobOptions\":{\"priority\":3}}")
                .then()
                .statusCode(201);
        String id = Api.post(path + "/run")
                .then()
                .statusCode(201)
                .body("schedule", equalTo(name))
                .body("priority", equalTo(3))
                .extract()
                .path("id");
        Api.in("completed", id).then().body("schedule", equalTo(name));
        Api.get(path + "/runs")
                .then()
                .body("items[0].jobId", equalTo(id))
                .body("items[0].outcome", equalTo("enqueued"));
        Api.get(path).then().body("lastRun.jobId", equalTo(id));
    }

    @Test
    void ticksBecomeJobs() {
        put("{\"type\":\"demo.noop\",\"everyMs\":1000}").then().statusCode(201);
        await().until(() ->
                Api.get(path + "/runs").<List<String>>path("items.jobId").size() >= 3);
        List<String> planned = Api.get(path + "/runs").path("items.plannedAt");
        assertThat(planned).doesNotHaveDuplicates();
        String id = Api.get(path + "/runs").path("items[0].jobId");
        Api.get("/jobs/" + id).then().statusCode(200).body("schedule", equalTo(name));
        Api.delete(path);
    }

    @Test
    void aPauseHasANoteAndAnEnd() {
        put("{\"type\":\"demo.noop\",\"cron\":\"0 9 * * *\"}");
        String until = "2099-01-01T00:00:00.000Z";
        Api.post(path + "/pause", "{\"note\":\"migration\",\"until\":\"" + until + "\"}")
                .then()
                .statusCode(200)
                .body("paused", equalTo(true))
                .body("note", equalTo("migration"))
                .body("pausedUntil", equalTo(until))
                .body("nextRun", equalTo("2099-01-01T09:00:00.000Z"));
        Api.post(path + "/pause")
                .then()
                .statusCode(200)
                .body("pausedUntil", nullValue())
                .body("nextRun", nullValue());
        Api.post(path + "/resume")
                .then()
                .statusCode(200)
                .body("paused", equalTo(false))
                .body("note", nullValue());
        Api.post(path + "/resume").then().statusCode(200);
        Api.post(path + "/pause", "{\"until\":\"2020-01-01T00:00:00Z\"}").then().statusCode(400);
    }

    @Test
    void aPreviewIsStrictlyAfterItsStart() {
        Api.post(
                        "/schedules/preview",
                        "{\"cron\":\"30 2 * * *\",\"timeZone\":\"Europe/Berlin\",\"from\":\"2027-03-27T01:30:00.000Z\",\"count\":2}")
                .then()
                .statusCode(200)
                .body("description", equalTo("At 02:30 every day"))
                .body("nextRuns", equalTo(List.of("2027-03-28T01:00:00.000Z", "2027-03-29T00:30:00.000Z")));
        Api.post("/schedules/preview", "{\"cron\":\"0 0 29 2 *\",\"count\":1000}")
                .then()
                .statusCode(200);
        Api.post("/schedules/preview", "{\"cron\":\"0 0 30 2 *\"}").then().statusCode(422);
        Api.post("/schedules/preview", "{\"everyMs\":1000,\"count\":1000}")
                .then()
                .body("nextRuns", hasSize(1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"a\"}",
                "{\"type\":\"a\",\"cron\":\"* * W * *\"}",
                "{\"type\":\"a\",\"everyMs\":0}",
                "{\"type\":\"a\",\"everyMs\":1000000000000000}",
                "{\"type\":\"a\",\"everyMs\":\"1000\"}",
                "{\"type\":\"a\",\"everyMs\":1000,\"cron\":\"* * * * *\"}",
                "{\"type\":\"a\",\"cron\":7}",
                "{\"type\":\"a\",\"cron\":\"0 9 * * *\",\"timeZone\":\"Mars/Olympus\"}",
                "{\"type\":\"a\",\"cron\":\"0 9 * * *\",\"misfire\":\"ALL\"}",
                "{\"type\":\"a\",\"cron\":null}",
                "{\"type\":\"a\",\"cron\":\"0 9 * * *\",\"jobOptions\":{\"id\":\"x\"}}",
                "{\"type\":\"a\",\"cron\":\"0 9 * * *\",\"jobOptions\":{\"maxAttempts\":0}}",
                "{\"type\":\"a\",\"cron\":\"0 9 * * *\",\"unknown\":1}",
                "{\"type\":\"a/b\",\"cron\":\"0 9 * * *\"}"
            })
    void whatIsWrongIsNamed(String body) {
        put(body).then().statusCode(400).body("errors", notNullValue());
        Api.get(path).then().statusCode(404);
    }

    @Test
    void whatNeverFiresIsRefused() {
        put("{\"type\":\"a\",\"cron\":\"0 0 30 2 *\"}").then().statusCode(422).body("detail", containsString("never"));
        Api.post(path + "/run").then().statusCode(404);
        Api.post(path + "/pause").then().statusCode(404);
        Api.post(path + "/reset").then().statusCode(404);
        Api.get(path + "/runs").then().statusCode(404);
    }

    @Test
    void tenKilobytesOfExpressionAreRefused() {
        put("{\"type\":\"a\",\"cron\":\"" + "0-59/1,".repeat(1_500) + "1 * * * *\"}")
                .then()
                .statusCode(400)
                .body("detail", containsString("256"));
    }

    private Response put(String body) {
        return Api.call().header("Content-Type", "application/json").body(body).put(Api.ROOT + path);
    }
}
