package io.yardmaster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.web.api.Api;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Where the focus is after each act that the keyboard did: on the same button, else on the next row's, else on the
 * heading of what follows.
 */
@QuarkusTest
@ExtendWith(Browsing.class)
class ActFocusIT {
    private static final String HEADING = "heading";

    @Inject
    ConsoleYard yard;

    private Visit visit;

    @BeforeEach
    void open(Chromium browser) {
        visit = browser.signedIn(new Browser.NewContextOptions().setViewportSize(1440, 900));
    }

    @AfterEach
    void close() {
        assertThat(visit.complaints()).isEmpty();
        visit.close();
    }

    @Test
    void actsOnQueues() {
        yard.done("focus-queue", "{}");
        assertThat(after("/queues/focus-queue", "#hold")).isEqualTo("hold");
        assertThat(after("/queues/focus-queue", "#hold")).isEqualTo("hold");
        assertThat(after("/pause-all", "#pause-all")).isEqualTo(HEADING);
        assertThat(after("/", "#all-queues-hold")).isEqualTo("all-queues-hold");
        assertThat(after("/?find=focus-queue", "#hold-focus-queue")).isEqualTo("hold-focus-queue");
        assertThat(after("/?find=focus-queue", "#hold-focus-queue")).isEqualTo("hold-focus-queue");
        assertThat(after("/?find=focus-queue", "#hold-focus-queue", "#undo")).isEqualTo("undo");
        assertThat(after("/settings/queues/focus-queue", "button.primary")).isEqualTo(HEADING);
        assertThat(after("/settings", "button.primary >> nth=0")).isEqualTo(HEADING);
        assertThat(after("/settings", "button.primary >> nth=1")).isEqualTo(HEADING);
    }

    @Test
    void actsOnOneJob() {
        Job dead = yard.dead("focus-job", "demo.fail", "{\"failures\":9}");
        String page = "/jobs/" + dead.id() + "?queue=focus-job";
        assertThat(after(page, "#act-retry")).isIn("act-retry", HEADING);
        yard.await(dead, JobState.DEAD);
        assertThat(after(page, "#act-run-again")).isIn("act-run-again", HEADING);
        assertThat(after("/jobs/" + dead.id() + "/edit?queue=focus-job", "#confirm"))
                .isEqualTo(HEADING);
        yard.await(dead, JobState.DEAD);
        Job later = yard.later("focus-job", "{}", List.of());
        assertThat(after("/jobs/" + later.id() + "?queue=focus-job", "#act-cancel"))
                .isIn("act-cancel", HEADING);
        assertThat(after("/jobs/" + later.id() + "/delete?queue=focus-job", "button.danger"))
                .isEqualTo(HEADING);
        assertThat(after("/enqueue?type=demo.noop&queue=focus-job", "#enqueue")).isEqualTo(HEADING);
    }

    @Test
    void actsOnRowsOfJobs() {
        Job first = yard.later("focus-list", "{}", List.of());
        Job second = yard.later("focus-list", "{}", List.of());
        String list = "/jobs?state=scheduled&queue=focus-list";
        assertThat(after(list, "#run-now-focus-list-" + first.id())).isEqualTo("run-now-focus-list-" + second.id());
        assertThat(after(list, "#cancel-focus-list-" + second.id())).isEqualTo(HEADING);
        Job dead = yard.dead("focus-list", "demo.fail", "{\"failures\":9}");
        assertThat(after("/jobs?state=dead&queue=focus-list", "#retry-focus-list-" + dead.id()))
                .isIn(HEADING, "retry-focus-list-" + dead.id());
    }

    @Test
    void bulkActs() {
        yard.dead("focus-bulk", 3);
        assertThat(after("/dead/retry-all?queue=focus-bulk", "#confirm")).isEqualTo(HEADING);
        yard.dead("focus-purge", 3);
        visit.open("/dead/purge?queue=focus-purge&age=all");
        assertThat(press("#confirm")).isEqualTo(HEADING);
        assertThat(press("#undo")).isNotEqualTo("BODY");
    }

    @Test
    void actsOnSchedules() {
        Api.put("/schedules/focus-plan", "{\"type\":\"demo.noop\",\"queue\":\"focus-plan\",\"cron\":\"0 4 1 1 *\"}");
        assertThat(after("/schedules", "#run-focus-plan")).isEqualTo("run-focus-plan");
        assertThat(after("/schedules/focus-plan", "#run")).isEqualTo("run");
        assertThat(after("/schedules/focus-plan", "button:text-is('Pause')")).isEqualTo(HEADING);
        assertThat(after("/schedules", "#resume-focus-plan")).isIn("run-focus-plan", HEADING);
        assertThat(after("/schedules/focus-plan", "button:text-is('Save')")).isEqualTo(HEADING);
        assertThat(afterDeletion("/schedules/focus-plan")).isEqualTo(HEADING);
    }

    @Test
    void actsOnWorkflows() {
        String later = workflow("{\"job\":{\"type\":\"demo.noop\",\"delayMs\":600000}}");
        assertThat(after("/workflows/" + later, "#cancel")).isEqualTo(HEADING);
        String failing = "{\"job\":{\"type\":\"demo.fail\",\"payload\":{\"failures\":9},\"maxAttempts\":1}}";
        assertThat(after("/workflows/" + workflow(failing), "#retry")).isIn("retry", HEADING);
    }

    @Test
    void actsOnAlertsAndWebhooks() {
        String rule = "{\"metric\":\"dead\",\"queue\":\"focus-queue\",\"op\":\">\",\"threshold\":5,\"windowMs\":60000,"
                + "\"severity\":\"warning\",\"webhooks\":[]}";
        Api.put("/alert-rules/focus-rule", rule).then().statusCode(201);
        assertThat(after("/alerts/rules/focus-rule", "#hush")).isIn("hush", HEADING);
        assertThat(after("/alerts/rules/focus-rule", "#speak")).isIn("speak", HEADING);
        assertThat(afterDeletion("/alerts/rules/focus-rule")).isEqualTo(HEADING);
        Response made = Api.put("/webhooks/focus-hook", "{\"url\":\"http://127.0.0.1:1/\"}");
        made.then().statusCode(201);
        assertThat(after("/alerts/webhooks/focus-hook", "#test")).isEqualTo("test");
        assertThat(after("/alerts", "#test-focus-hook")).isEqualTo(HEADING);
        assertThat(afterDeletion("/alerts/webhooks/focus-hook")).isEqualTo(HEADING);
    }

    @Test
    void actsOnTheStore() {
        assertThat(after("/system", "#check")).isIn("check", HEADING); // while it runs there is no button
    }

    private static String workflow(String chain) {
        return Api.post("/workflows", "{\"chain\":[" + chain + "]}")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Opens a page, presses these buttons one after the other, and tells where the focus is. */
    private String after(String path, String... buttons) {
        visit.open(path);
        String focus = "";
        for (String button : buttons) {
            focus = press(button);
        }
        return focus;
    }

    /** The button that deletes is folded. */
    private String afterDeletion(String path) {
        visit.open(path);
        visit.page.click("details.delete summary");
        return press("#delete");
    }

    private String press(String button) {
        visit.page.evaluate("document.querySelector('.toast')?.setAttribute('data-old', '')");
        visit.page.locator(button).focus();
        visit.page.keyboard().press("Enter");
        visit.page.waitForSelector(".toast:not([data-old])");
        String focus = """
                (({ tagName, id }) => /^H[12]$/.test(tagName) ? "heading" : id || tagName)(document.activeElement)""";
        return Visit.settled(visit.page, focus, found -> !found.equals("BODY"));
    }
}
