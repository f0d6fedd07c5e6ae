package io.yardmaster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.yardmaster.web.api.Api;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of schedules, with script and without. Each test has a schedule of its own. */
@QuarkusTest
@ExtendWith(Browsing.class)
class SchedulesIT {
    /** At an hour that no test reaches, whenever it begins. */
    private static final String FAR =
            "0 " + LocalTime.now(ZoneOffset.UTC).plusHours(12).getHour() + " * * *";

    private final String name = "it-" + UUID.randomUUID();
    private final String path = "/schedules/" + name;

    private Chromium chromium;

    @BeforeEach
    void open(Chromium browser) {
        chromium = browser;
    }

    @AfterEach
    void remove() {
        Api.delete(path);
    }

    @Test
    void theNextFiveRunsAreShownWhileTyping() {
        put(FAR);
        try (Visit visit = visit(true)) {
            Page page = visit.page;
            visit.open(path);
            assertThat(page.locator("#preview li").count()).isEqualTo(5);
            page.fill("#cron", "30 2 * * MON-FRI");
            page.waitForSelector("#preview strong:text-is('At 02:30, Monday to Friday')");
            assertThat(page.locator("#preview li").count()).isEqualTo(5);
            page.fill("#cron", "0 0 30 2 *");
            page.waitForSelector("#preview .wrong-note:text('never fires')");
            page.fill("#cron", "61 * * * *");
            page.waitForSelector("#preview .wrong-note:text('0 to 59')");
            assertThat(page.inputValue("#cron")).isEqualTo("61 * * * *");
            assertThat(Api.get(path).<String>path("cron"))
                    .as("typing saves nothing")
                    .isEqualTo(FAR);
            page.fill("#cron", "15 4 * * *");
            page.click("button:text-is('Save')");
            page.waitForSelector(".toast:has-text('Saved')");
            assertThat(Api.get(path).<String>path("cron")).isEqualTo("15 4 * * *");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void withoutScriptAButtonShowsThem() {
        put(FAR);
        try (Visit visit = visit(false)) {
            visit.open(path);
            visit.page.fill("#cron", "30 2 * * MON-FRI");
            visit.page.click("button:text-is('Show the next runs')");
            visit.page.waitForSelector("#preview strong:text-is('At 02:30, Monday to Friday')");
            assertThat(visit.page.locator("#preview li").count()).isEqualTo(5);
            assertThat(visit.page.inputValue("#cron")).isEqualTo("30 2 * * MON-FRI");
            assertThat(Api.get(path).<String>path("cron")).isEqualTo(FAR);
            visit.page.click("button:text-is('Save')");
            visit.page.waitForSelector(".toast:has-text('Saved')");
            assertThat(Api.get(path).<String>path("cron")).isEqualTo("30 2 * * MON-FRI");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPauseKeepsItsNoteUntilItIsResumed(boolean script) {
        put(FAR);
        try (Visit visit = visit(script)) {
            Page page = visit.page;
            visit.open("/schedules?q=" + name);
            page.click("a:has-text('Pause…')");
            page.fill("#note", "moves to <b>new</b> hardware");
            page.fill("#hours", "48");
            page.click("#pause button");
            page.waitForSelector(".toast:has-text('Paused')");
            visit.open("/schedules?show=paused&q=" + name);
            assertThat(page.textContent("tbody")).contains("Paused until", "admin: moves to <b>new</b> hardware");
            page.click("button:has-text('Resume')");
            page.waitForSelector(".toast:has-text('Resumed')");
            assertThat(Api.get(path).<Boolean>path("paused")).isFalse();
            assertThat(page.url()).endsWith("/schedules?show=paused&q=" + name);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRunByHandLeadsToItsJobAndBack(boolean script) {
        put(FAR);
        try (Visit visit = visit(script)) {
            Page page = visit.page;
            visit.open("/schedules?q=" + name);
            page.click("button:has-text('Run now')");
            visit.keepToast("Enqueued a run");
            page.click(".toast a");
            page.click("a[href='" + path + "']");
            page.waitForSelector("h1:text-is('" + name + "')");
            assertThat(page.textContent("main")).contains("run by hand");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void theListMovesByItselfAndKeepsItsRows() {
        put(FAR);
        try (Visit visit = visit(true)) {
            Page page = visit.page;
            visit.open("/schedules?q=" + name);
            page.waitForSelector("main .mark[data-state=live]");
            assertThat(page.textContent("tbody")).contains("No run yet");
            Api.post(path + "/run").then().statusCode(201);
            page.waitForSelector("#last-" + name + ":has-text('Completed')");
            Api.post(path + "/pause", "{\"note\":\"seen\"}").then().statusCode(200);
            page.waitForSelector("#next-" + name + ":has-text('seen')");
            page.waitForSelector("#act-" + name + " button:has-text('Resume')");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void theSheetMovesByItselfAndKeepsWhatIsTyped() {
        put(FAR);
        try (Visit visit = visit(true)) {
            Page page = visit.page;
            visit.open(path);
            page.waitForSelector("main .mark[data-state=live]");
            page.fill("#cron", "30 2 * * *");
            page.click("h1"); // while a field has the focus everything is held
            assertThat(page.textContent("#schedule-runs")).contains("No run yet");
            Api.post(path + "/run").then().statusCode(201);
            page.waitForSelector("#schedule-runs td:has-text('Completed')");
            Api.post(path + "/pause", "{\"note\":\"seen\"}").then().statusCode(200);
            page.waitForSelector("#schedule-say:has-text('seen')");
            page.waitForSelector("#schedule-acts button:has-text('Resume')");
            assertThat(page.inputValue("#cron")).isEqualTo("30 2 * * *");
            Api.delete(path).then().statusCode(204);
            page.waitForSelector("#schedule-say:has-text('This schedule is gone')");
            page.waitForCondition(() -> page.locator("#schedule-acts").count() == 0);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void theDayMovesByItself() {
        try (Visit visit = visit(true)) {
            visit.open("/schedule-day");
            visit.page.waitForSelector("main .mark[data-state=live]");
            put("0 * * * *");
            visit.page.waitForSelector("#hours a:text-is('" + name + "') >> nth=0");
            Api.delete(path).then().statusCode(204);
            visit.page.waitForCondition(
                    () -> visit.page.locator("#hours a:text-is('" + name + "')").count() == 0);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void theDayIsCutIntoHoursOfTheViewersZone() {
        put("0 * * * *");
        try (Visit visit = chromium.signedIn(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setTimezoneId("Asia/Kolkata"))) {
            visit.open("/schedule-day");
            List<String> hours = visit.page.locator("section h2").allTextContents();
            assertThat(hours)
                    .isNotEmpty()
                    .allMatch(hour -> hour.matches("[0-9]+ [A-Z][a-z]+ [0-9]{2}:00 to [0-9]{2}:00"));
            assertThat(visit.page
                            .locator("section:has(a:text-is('" + name + "'))")
                            .count())
                    .isBetween(24, 25);
            assertThat(visit.page.textContent("tr:has(a:text-is('" + name + "')) time"))
                    .contains(":30");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void theOverviewNamesEachScheduleOnce() {
        put("* * * * *");
        try (Visit visit = visit(true)) {
            visit.open("/");
            visit.page.waitForCondition(
                    () -> visit.page.locator("#due a:text-is('" + name + "')").count() == 1);
            assertThat(visit.page.textContent("#due tr:has(a:text-is('" + name + "'))"))
                    .containsPattern("60.runs"); // the blank does not break
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private void put(String cron) {
        Response made = Api.call()
                .header("Content-Type", "application/json")
                .body("{\"type\":\"demo.noop\",\"cron\":\"" + cron + "\"}")
                .put(Api.ROOT + path);
        assertThat(made.statusCode()).isEqualTo(201);
    }

    private Visit visit(boolean script) {
        return chromium.signedIn(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setJavaScriptEnabled(script));
    }
}
