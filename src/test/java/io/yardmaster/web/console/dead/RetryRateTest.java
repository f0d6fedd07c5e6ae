package io.yardmaster.web.console.dead;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.yardmaster.web.api.Api;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retry all at a rate, over the API and on the page that confirms it, without script. */
@QuarkusTest
class RetryRateTest {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final String queue = "rate-" + UUID.randomUUID();

    @BeforeEach
    void die() {
        for (int i = 0; i < 3; i++) {
            Api.enqueue("{\"type\":\"demo.fail\",\"queue\":\"" + queue
                    + "\",\"maxAttempts\":1,\"payload\":{\"failures\":9}}");
        }
        await().until(() -> dead() == 3);
        Api.post("/queues/" + queue + "/pause");
    }

    @Test
    void theApiRunsItInTheBackgroundAndStopsIt() {
        Response begun = Api.post("/queues/" + queue + "/dead/retry-all", "{\"ratePerMinute\":1}");
        begun.then().statusCode(202);
        assertThat(begun.<Integer>path("operation.ratePerMinute")).isEqualTo(1);
        String operation = "/operations/" + begun.path("operation.id");
        assertThat(Api.post(operation + "/cancel").statusCode()).isIn(200, 202);
        await().until(() -> Api.get(operation).path("state").equals("cancelled"));
        assertThat(Api.get(operation).<Integer>path("ratePerMinute")).isEqualTo(1);
        assertThat(dead()).isEqualTo(2);
    }

    @Test
    void thePageRefusesARateOutOfBoundsAndKeepsIt() {
        assertThat(with().get("/dead/retry-all?queue=" + queue).asString())
                .contains("At most so many a minute", "Empty for all at once, else 1 to 100,000.");
        for (String rate : new String[] {"0", "100001", "many", "-5", "1.5"}) {
            Response refused = confirm(rate);
            assertThat(refused.statusCode()).as(rate).isEqualTo(422);
            assertThat(refused.asString())
                    .contains("The rate must be a whole number between 1 and 100,000.")
                    .contains("value=\"" + rate + "\"");
        }
        assertThat(dead()).isEqualTo(3);
    }

    @Test
    void aPurgeSaysWhatDoesNotComeBack() {
        assertThat(with().get("/dead/purge?queue=" + queue + "&age=all").asString())
                .contains("members of workflows do not come back.")
                .doesNotContain("id=\"rate\"");
    }

    @Test
    void thePageRetriesAtThatRate() {
        assertThat(confirm("1").statusCode()).isEqualTo(303);
        String page = with().get("/dead?queue=" + queue).asString();
        assertThat(page).contains("1 of 3, at most 1 a minute, 2\u00a0m left");
        assertThat(dead()).isEqualTo(2);
        String id = Api.get("/operations").path("items[0].id");
        Api.post("/operations/" + id + "/cancel");
        await().until(() -> Api.get("/operations/" + id).path("state").equals("cancelled"));
    }

    private Response confirm(String rate) {
        Response page = with().get("/dead/retry-all?queue=" + queue);
        Matcher csrf = CSRF.matcher(page.asString());
        assertThat(csrf.find()).isTrue();
        return with().cookies(page.cookies())
                .formParam("csrf", csrf.group(1))
                .formParam("queue", queue)
                .formParam("age", "all")
                .formParam("count", "3")
                .formParam("asOf", String.valueOf(System.currentTimeMillis()))
                .formParam("rate", rate)
                .post("/dead/retry-all");
    }

    private static RequestSpecification with() {
        return given().auth()
                .preemptive()
                .basic("admin", "test-password")
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8");
    }

    private int dead() {
        return Api.get("/queues/" + queue).path("counts.dead");
    }
}
