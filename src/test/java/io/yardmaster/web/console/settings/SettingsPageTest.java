package io.yardmaster.web.console.settings;

import static io.restassured.RestAssured.given;
import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.yardmaster.web.api.Api;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages as a browser without script reads them. */
@QuarkusTest
class SettingsPageTest {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");

    private final String queue = "set-" + UUID.randomUUID();

    @Test
    void aQueueIsTunedAndAWrongNumberShowsTheFormAgain() {
        Api.post("/jobs", "{\"type\":\"demo.noop\",\"delayMs\":60000,\"queue\":\"" + queue + "\"}");
        assertThat(page("/queues/" + queue)).contains("/settings/queues/" + queue);
        String path = "/settings/queues/" + queue;
        assertThat(page(path)).contains("value=\"1\"");
        post(path, with().formParam("weight", "7").formParam("total", "3").formParam("max", "9"))
                .then()
                .statusCode(303);
        Api.get("/queues/" + queue)
                .then()
                .body("weight", org.hamcrest.Matchers.equalTo(7))
                .body("concurrency.total", org.hamcrest.Matchers.equalTo(3));
        Response wrong = post(
                path, with().formParam("weight", "<b>").formParam("min", "9").formParam("max", "1"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.asString())
                .contains("&lt;b&gt;", "from 1 to 1000", "not be above", "aria-invalid")
                .doesNotContain("value=\"<b>");
        assertThat(page("/settings/queues/no-such", 404)).contains("no queue no-such");
    }

    @Test
    void whatASmallerRetentionRemovesIsShownBeforeItIsSaved() {
        for (int i = 0; i < 3; i++) {
            Api.in("completed", Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\"}"));
        }
        String path = "/settings/queues/" + queue;
        String asked = post(path, with().formParam("completedBytes", "1 B").formParam("preview", "1"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(asked).contains("Would remove about 3\u00a0completed jobs now.", "value=\"1 B\"");
        String unasked = post(path, with().formParam("completedBytes", "1 B")).asString();
        assertThat(unasked).contains("Would remove about 3\u00a0completed jobs now.");
        Api.get("/queues/" + queue).then().body("retention", nullValue()).body("counts.completed", equalTo(3));
        Matcher seen = SEEN.matcher(unasked);
        assertThat(seen.find()).isTrue();
        post(path, with().formParam("completedBytes", "0 B").formParam("seen", seen.group(1)))
                .then()
                .statusCode(200);
        post(path, with().formParam("completedBytes", "1 B").formParam("seen", seen.group(1)))
                .then()
                .statusCode(303);
        Api.get("/queues/" + queue).then().body("retention.completed.bytes", equalTo(1));
        await().until(() -> Api.get("/queues/" + queue).<Integer>path("counts.completed") == 0);
        post(path, with().formParam("completedBytes", "")).then().statusCode(303);
    }

    @Test
    void theQueuesPageSaysHowFarBackItsCompletedJobsReach() {
        Api.enqueue("{\"type\":\"demo.noop\",\"delayMs\":60000,\"queue\":\"" + queue + "\"}");
        assertThat(page("/queues/" + queue)).doesNotContain("They reach back to");
        String id = Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\"}");
        String ended = Api.in("completed", id).path("finishedAt");
        assertThat(page("/queues/" + queue))
                .containsPattern("They reach back to[^\"]+\"[^\"]*" + ended.substring(0, 19));
    }

    @Test
    void defaultsRetentionRateAndGroupsAreKeptAsTheyAreTyped() {
        Api.post("/jobs", "{\"type\":\"demo.noop\",\"delayMs\":60000,\"queue\":\"" + queue + "\"}");
        String path = "/settings/queues/" + queue;
        RequestSpecification typed = with().formParam("maxAttempts", "7")
                .formParam("backoff", "linear")
                .formParam("delay", "1.5 s")
                .formParam("jitter", "full")
                .formParam("timeout", "2 min")
                .formParam("completedAge", "36 h")
                .formParam("deadBytes", "2 GiB")
                .formParam("rateMax", "9")
                .formParam("ratePer", "1 s")
                .formParam("rateBy", "group")
                .formParam("groupLimit", "4")
                .formParam("groups", "acme 5 -\r\nzoo - 2");
        post(path, typed).then().statusCode(303);
        Api.get("/queues/" + queue)
                .then()
                .body("defaults.maxAttempts", equalTo(7))
                .body("defaults.backoff.type", equalTo("linear"))
                .body("defaults.backoff.delayMs", equalTo(1500))
                .body("defaults.backoff.maxDelayMs", equalTo(600_000))
                .body("defaults.backoff.jitter", equalTo("full"))
                .body("defaults.timeoutMs", equalTo(120_000))
                .body("defaults.hardTimeoutMs", nullValue())
                .body("retention.completed.ageMs", equalTo(129_600_000))
                .body("retention.dead.bytes", equalTo(2_147_483_648L))
                .body("rateLimit.by", equalTo("group"))
                .body("groups.acme.weight", equalTo(5))
                .body("groups.zoo.limit", equalTo(2))
                .body("groupLimit", equalTo(4));
        assertThat(page(path))
                .contains("value=\"1500 ms\"", "value=\"36 h\"", "value=\"2 GiB\"", "acme 5 -\nzoo - 2")
                .contains("value=\"linear\" selected", "value=\"group\" selected");
        assertThat(page("/queues/" + queue).replace('\u00a0', ' '))
                .contains("Linear from 1.5 s, at most 10 m, full jitter", "9 starts in 1 s for each group")
                .contains("1 d 12 h, the last 1,000 longer", "or 2.1 GB");
        post(path, with()).then().statusCode(303);
        Api.get("/queues/" + queue)
                .then()
                .body("defaults", nullValue())
                .body("retention", nullValue())
                .body("rateLimit", nullValue())
                .body("groups", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxAttempts|101|from 1 to 100",
                "backoff|<b>|one of those listed",
                "timeout|5|such as 30 s",
                "timeout|8 d|such as 30 s",
                "completedAge|-1 h|such as 30 s",
                "completedBytes|64|such as 500 kB",
                "deadBytes|2048 GiB|such as 500 kB",
                "deadCount|many|whole number",
                "groups|<i> 5|a weight and a limit",
                "groups|acme 5000 -|a weight and a limit",
                "groups|a:b 5 -|a weight and a limit",
                "rateMax|9|in which time",
                "ratePer|1 s|how many may start",
            })
    void whatIsWrongStandsAtItsField(String field, String typed, String said) {
        Api.post("/jobs", "{\"type\":\"demo.noop\",\"delayMs\":60000,\"queue\":\"" + queue + "\"}");
        Response answer = post("/settings/queues/" + queue, with().formParam(field, typed));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains(said, "wrong-note").doesNotContain("<b>", "<i>");
        Api.get("/queues/" + queue)
                .then()
                .body("defaults", nullValue())
                .body("retention", nullValue())
                .body("rateLimit", nullValue());
    }

    @Test
    void routesAreEditedALineEach() {
        String text = "demo.special.*   " + queue + "\r\n\r\n other other-queue ";
        post("/settings/routes", with().formParam("routes", text)).then().statusCode(303);
        assertThat(page("/settings")).contains("demo.special.* " + queue + "\nother other-queue");
        for (String bad : new String[] {"a", "a b c", "<i> q", "a q\na r"}) {
            Response again = post("/settings/routes", with().formParam("routes", bad));
            assertThat(again.statusCode()).as(bad).isEqualTo(422);
            assertThat(again.asString()).contains("wrong-note").doesNotContain("<i>");
        }
        post("/settings/routes", with().formParam("routes", "")).then().statusCode(303);
        assertThat(Api.get("/routes").asString()).isEqualTo("[]");
    }

    @Test
    void theModeIsChosen() {
        post("/settings/mode", with().formParam("mode", "strict")).then().statusCode(303);
        assertThat(Api.get("/settings").<String>path("queueMode")).isEqualTo("strict");
        post("/settings/mode", with().formParam("mode", "none")).then().statusCode(303);
        assertThat(Api.get("/settings").<String>path("queueMode")).isEqualTo("strict");
        post("/settings/mode", with().formParam("mode", "weighted")).then().statusCode(303);
        assertThat(Api.get("/settings").<String>path("queueMode")).isEqualTo("weighted");
    }

    @Test
    void workersAreShownAndNobodyIsStopped() {
        String shown = page("/workers");
        assertThat(shown).contains("Who works", "Quiet", "demo.noop", "Last beat");
        assertThat(page("/workers/nobody/stop", 404)).contains("no such worker");
        post("/workers/nobody/stop", with()).then().statusCode(303);
        String id = Api.get("/workers").path("items[0].id");
        assertThat(page("/workers/" + id + "/stop")).contains("would stop", "Stop the worker");
    }

    private static RequestSpecification with() {
        return given().auth()
                .preemptive()
                .basic("admin", "test-password")
                .redirects()
                .follow(false);
    }

    private static String page(String path) {
        return page(path, 200);
    }

    private static String page(String path, int status) {
        return with().header("Accept", "text/html")
                .get(path)
                .then()
                .statusCode(status)
                .extract()
                .asString();
    }

    private static Response post(String path, RequestSpecification request) {
        Response page = with().header("Accept", "text/html").get("/settings");
        Matcher csrf = CSRF.matcher(page.asString());
        assertThat(csrf.find()).isTrue();
        return request.cookies(page.cookies())
                .formParam("csrf", csrf.group(1))
                .formParam("back", "/settings")
                .post(path);
    }
}
