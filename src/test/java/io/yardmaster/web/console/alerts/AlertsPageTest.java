package io.yardmaster.web.console.alerts;

import static io.restassured.RestAssured.given;
import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.yardmaster.web.api.Api;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pages as a browser without script reads them. Each test has names of its own. */
@QuarkusTest
class AlertsPageTest {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final String name = "p" + UUID.randomUUID();

    @AfterEach
    void tidy() {
        Api.delete("/alert-rules/" + name);
        Api.delete("/webhooks/" + name);
    }

    @Test
    void aRuleIsPreviewedMadeSilencedAndDeleted() {
        assertThat(page("/alerts/new-rule"))
                .contains("have fired")
                .contains("limit"); // what it was, the other tests decide
        String wrong = post("/alerts/new-rule", rule("-1"))
                .then()
                .statusCode(422)
                .extract()
                .asString();
        assertThat(wrong).contains("A number from 0 to").contains("aria-invalid");
        post("/alerts/new-rule", rule("3").formParam("preview", "1")).then().statusCode(200);
        Api.get("/alert-rules/" + name).then().statusCode(404);
        post("/alerts/new-rule", rule("3")).then().statusCode(303);
        assertThat(page("/alerts")).contains("Dead above 3 in " + name + ", over 1");
        post("/alerts/silence/" + name, with().formParam("hours", "24")).then().statusCode(303);
        assertThat(page("/alerts/rules/" + name)).contains("Silent until");
        post("/alerts/silence/" + name, with().formParam("hours", "0")).then().statusCode(303);
        assertThat(page("/alerts/rules/" + name)).contains("Silence 24&nbsp;h");
        post("/alerts/rules/" + name, rule("4")).then().statusCode(303);
        assertThat(Api.get("/alert-rules/" + name).<Integer>path("threshold")).isEqualTo(4);
        post("/alerts/rules/" + name + "/delete", with()).then().statusCode(303);
        Api.get("/alert-rules/" + name).then().statusCode(404);
    }

    @Test
    void anAlertStandsOnTopOfEveryPageUntilItIsSeen() {
        String job = Api.enqueue(
                "{\"type\":\"demo.fail\",\"queue\":\"" + name + "\",\"maxAttempts\":1,\"payload\":{\"failures\":9}}");
        Api.in("dead", job);
        Api.put(
                        "/alert-rules/" + name,
                        "{\"metric\":\"dead\",\"queue\":\"" + name
                                + "\",\"op\":\">\",\"threshold\":0,\"windowMs\":60000,\"severity\":\"critical\"}")
                .then()
                .statusCode(201);
        String id = await().until(
                        () -> Api.get("/alerts?state=firing&limit=1000")
                                .jsonPath()
                                .<String>get("items.find { it.rule == '" + name + "' }?.id"),
                        found -> found != null);
        await().until(() -> page("/system").contains("/alerts/" + id + "/acknowledge"));
        assertThat(page("/alerts")).contains("Dead 1, limit 0");
        post("/alerts/" + id + "/acknowledge", with().formParam("back", "/alerts"))
                .then()
                .statusCode(303);
        assertThat(page("/system")).doesNotContain("/alerts/" + id + "/acknowledge");
        assertThat(page("/alerts")).contains("by admin");
    }

    @Test
    void aWebhookShowsItsSecretOnce() {
        String made = post("/alerts/new-webhook", webhook("https://hooks.example/x"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(made).contains("whsec_").contains("shown this once");
        assertThat(page("/alerts/webhooks/" + name))
                .doesNotContain("The secret:")
                .contains("Nothing was sent yet");
        assertThat(post("/alerts/new-webhook", webhook("https://10.0.0.1/")).statusCode())
                .isEqualTo(422);
        post("/alerts/webhooks/" + name + "/rotate", with()).then().statusCode(200);
        assertThat(page("/alerts/webhooks/" + name)).contains("signs too until");
        post("/alerts/webhooks/" + name + "/delete", with()).then().statusCode(303);
        assertThat(page("/alerts")).doesNotContain(name);
    }

    private RequestSpecification rule(String threshold) {
        return with().formParam("name", name)
                .formParam("metric", "dead")
                .formParam("queue", name)
                .formParam("op", ">")
                .formParam("threshold", threshold)
                .formParam("window", "60")
                .formParam("hold", "0")
                .formParam("samples", "0")
                .formParam("severity", "info")
                .formParam("enabled", "on");
    }

    private RequestSpecification webhook(String url) {
        return with().formParam("name", name)
                .formParam("url", url)
                .formParam("format", "standard")
                .formParam("enabled", "on");
    }

    private static RequestSpecification with() {
        Matcher csrf = CSRF.matcher(page("/alerts"));
        assertThat(csrf.find()).isTrue();
        return basic().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("csrf", csrf.group(1));
    }

    private static Response post(String path, RequestSpecification form) {
        return form.redirects().follow(false).post(path);
    }

    private static String page(String path) {
        return basic().get(path).then().statusCode(200).extract().asString();
    }

    private static RequestSpecification basic() {
        return given().auth().preemptive().basic("admin", "test-password");
    }
}
