package io.yardmaster.web.console.schedules;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.yardmaster.web.api.Api;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages as a browser without script reads them. Each test has a schedule of its own. */
@QuarkusTest
class SchedulesPageTest {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final String name = "p-" + UUID.randomUUID();

    @Test
    void aScheduleIsMadePreviewedAndEdited() {
        String wrong = post("/new-schedule", form("0 9 * * 9")).asString();
        assertThat(wrong).contains("day of week").contains("aria-invalid");
        String never = post("/new-schedule", form("0 0 30 2 *")).asString();
        assertThat(never).contains("never fires");
        String preview = post("/new-schedule", form("0 9 * * *").formParam("preview", "1"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(preview).contains("At 09:00 every day");
        assertThat(preview.split("<li><time", -1)).hasSize(6);
        Api.get("/schedules/" + name).then().statusCode(404);

        post("/new-schedule", form("0 9 * * *")).then().statusCode(303).header("Location", endsWith());
        assertThat(page("/schedules?q=" + name)).contains(name).contains("At 09:00 every day");
        post("/new-schedule", form("0 9 * * *")).then().statusCode(422);
        post("/schedules/" + name + "/edit", form("0 10 * * *")).then().statusCode(303);
        assertThat(Api.get("/schedules/" + name).<String>path("cron")).isEqualTo("0 10 * * *");
    }

    @Test
    void aPauseShowsItsNoteAsText() {
        post("/new-schedule", form("0 9 * * *"));
        post("/schedules/" + name + "/pause", with().formParam("note", "<img src=x onerror=alert(1)>"));
        String shown = page("/schedules?show=paused&q=" + name);
        assertThat(shown).contains("&lt;img src=x").doesNotContain("<img src=x").contains("Resume");
        post("/schedules/" + name + "/resume", with());
        assertThat(Api.get("/schedules/" + name).<Boolean>path("paused")).isFalse();
    }

    @Test
    void aRunByHandIsShownAndLeadsBack() {
        post("/new-schedule", form("0 9 * * *"));
        post("/schedules/" + name + "/run", with()).then().statusCode(303);
        assertThat(page("/schedules/" + name)).contains("run by hand");
        String id = Api.get("/schedules/" + name + "/runs").path("items[0].jobId");
        assertThat(page("/jobs/" + id)).contains("href=\"/schedules/" + name + "\"");
        post("/schedules/" + name + "/delete", with()).then().statusCode(303);
        given().auth()
                .preemptive()
                .basic("admin", "test-password")
                .redirects()
                .follow(false)
                .get("/schedules/" + name)
                .then()
                .statusCode(303);
    }

    @Test
    void aTypeThatNobodyKnowsIsMarked() {
        post(
                        "/new-schedule",
                        with().formParam("name", name)
                                .formParam("type", "nobody.knows")
                                .formParam("cron", "0 9 * * *"))
                .then()
                .statusCode(303);
        assertThat(page("/schedules?q=" + name)).contains("no live worker knows the type");
    }

    @Test
    void whatIsDueSoonIsOnTheOverview() {
        post("/new-schedule", form("* * * * *"));
        assertThat(page("/schedule-day")).contains(name);
        assertThat(page("/")).contains("Due in the next hour");
    }

    private RequestSpecification form(String cron) {
        return with().formParam("name", name)
                .formParam("type", "demo.noop")
                .formParam("runs", "cron")
                .formParam("cron", cron)
                .formParam("timeZone", "Europe/Berlin")
                .formParam("enabled", "on");
    }

    private static RequestSpecification with() {
        return given().auth()
                .preemptive()
                .basic("admin", "test-password")
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8");
    }

    private static Response post(String path, RequestSpecification form) {
        return form.formParam("csrf", token()).post(path);
    }

    private static String token() {
        Matcher token = CSRF.matcher(page("/new-schedule"));
        return token.find() ? token.group(1) : "none";
    }

    private static String page(String path) {
        return given().auth()
                .preemptive()
                .basic("admin", "test-password")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private org.hamcrest.Matcher<String> endsWith() {
        return org.hamcrest.Matchers.endsWith("/schedules/" + name);
    }
}
