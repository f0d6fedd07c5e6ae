package io.yardmaster.web.console;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.yardmaster.web.api.Api;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of workflows and the page of one: they move by themselves, and acts are seen on them. */
@QuarkusTest
@ExtendWith(Browsing.class)
class WorkflowsIT {
    private final String queue = "it-" + UUID.randomUUID();
    private Chromium chromium;

    @BeforeEach
    void open(Chromium browser) {
        chromium = browser;
    }

    private String job(String type, String more) {
        return "{\"job\":{\"type\":\"" + type + "\",\"queue\":\"" + queue + "\"" + more + "}}";
    }

    /** Of four members: one that is done, one that fails, and two that come after it. */
    private String failing() {
        String bad = job("demo.fail", ",\"payload\":{\"failures\":1},\"maxAttempts\":1");
        String many = "{\"group\":[" + job("demo.noop", "") + "," + job("demo.noop", "") + "]}";
        return create("Failing <b>" + queue + "</b>", job("demo.noop", "") + "," + bad + "," + many);
    }

    private String later() {
        return create("Later " + queue, job("demo.noop", ",\"delayMs\":600000") + "," + job("demo.noop", ""));
    }

    private static String create(String description, String chain) {
        return Api.post("/workflows", "{\"description\":\"" + description + "\",\"chain\":[" + chain + "]}")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Visit visit(int width, boolean script) {
        return chromium.signedIn(
                new Browser.NewContextOptions().setViewportSize(width, 900).setJavaScriptEnabled(script));
    }

    private static String focused(Page page) {
        String focus = "document.activeElement.id || document.activeElement.tagName";
        return Visit.settled(page, focus, found -> !found.equals("BODY"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void axeFindsNothingAndNothingScrollsSideways(int width) {
        String failed = failing();
        try (Visit visit = visit(width, true)) {
            visit.open("/workflows/" + failed);
            visit.page.waitForSelector("#workflow-say:has-text('Failed')");
            List<String> found = new ArrayList<>(AccessIT.look(visit, "/workflows"));
            found.addAll(AccessIT.look(visit, "/workflows/" + failed));
            found.addAll(AccessIT.look(visit, "/workflows/" + later()));
            assertThat(found).isEmpty();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void theListMovesByItselfAndRetryKeepsTheFocusOnThePage() {
        String id = failing();
        try (Visit visit = visit(1440, true)) {
            Page page = visit.page;
            visit.open("/workflows");
            page.waitForSelector("#state-" + id + ":has-text('Failed')");
            page.waitForSelector("#members-" + id + ":has-text('2 of 4 ended, 1 dead')");
            assertThat(page.textContent("tbody")).contains("Failing <b>" + queue + "</b>");
            page.locator("#retry-" + id).focus();
            page.keyboard().press("Enter");
            page.waitForSelector(".toast:has-text('Retried the dead members')");
            assertThat(focused(page)).isNotIn("BODY");
            awaitDeadAgain(id);
            page.waitForSelector("#state-" + id + ":has-text('Failed')"); // it fails once more: attempts begin again
            Api.post("/jobs/" + dead(id) + "/retry?queue=" + queue, "{\"payload\":{\"failures\":0}}")
                    .then()
                    .statusCode(200);
            page.waitForSelector("#state-" + id + ":has-text('Completed')");
            page.waitForSelector("#members-" + id + ":has-text('4 of 4 ended')");
            assertThatNone(page, "#retry-" + id);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    /** Its second member has failed once more. */
    private void awaitDeadAgain(String id) {
        Response job = await().until(
                        () -> Api.get("/jobs/" + dead(id) + "?queue=" + queue),
                        one -> "dead".equals(one.path("state"))
                                && one.<List<?>>path("attempts").size() > 1);
        assertThat(job.<List<?>>path("attempts")).hasSize(2);
    }

    private static void assertThatNone(Page page, String selector) {
        page.waitForCondition(() -> page.locator(selector).count() == 0);
    }

    private static String dead(String id) {
        return Api.get("/workflows/" + id).path("nodes[1].jobId");
    }

    @Test
    void theListSaysHowManyAreNewer() {
        later();
        try (Visit visit = visit(1440, true)) {
            visit.open("/workflows");
            visit.page.waitForSelector("main .mark[data-state=live]");
            await().until(() ->
                    (boolean) visit.page.evaluate("performance.now() > 3500")); // until then it belongs to the list
            later();
            visit.page.waitForSelector("#newest:has-text('1 newer: show')");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void theGraphMovesAndKeepsTheFocus() {
        String id = failing();
        try (Visit visit = visit(1440, true)) {
            Page page = visit.page;
            visit.open("/workflows/" + id);
            page.waitForSelector("#workflow-graph rect.box.dead");
            assertThat(page.locator("#workflow-graph rect.box").count()).isEqualTo(4);
            page.waitForSelector("#member-3:has-text('Dead')");
            assertThat(page.textContent("h1")).contains("Failing <b>" + queue + "</b>");
            page.locator("#workflow-graph a").nth(1).focus();
            Api.post("/jobs/" + dead(id) + "/retry?queue=" + queue, "{\"payload\":{\"failures\":0}}")
                    .then()
                    .statusCode(200);
            page.waitForSelector("#workflow-say:has-text('Completed')");
            page.waitForSelector("#member-3:has-text('Completed')");
            page.waitForSelector("#workflow-graph:not(:has(rect.box.dead, rect.box.blocked))");
            page.waitForSelector("#workflow-counts:has-text('4')");
            assertThat(page.evaluate("document.activeElement.closest('#workflow-graph') !== null"))
                    .isEqualTo(true);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void theSharesOfAStepAreDrawnInsideItsBox(int width) {
        String many = String.join(",", Collections.nCopies(20, job("demo.noop", "")));
        String id = create("Many " + queue, job("demo.noop", "") + ",{\"group\":[" + many + "]}");
        try (Visit visit = visit(width, true)) {
            visit.open("/workflows/" + id);
            visit.page.waitForSelector("#workflow-say:has-text('Completed')");
            // both at once: the graph is another one each second
            String height = "name => document.querySelector('#workflow-graph .' + name).getBoundingClientRect().height";
            List<?> heights = (List<?>) visit.page.evaluate("['share', 'box'].map(" + height + ")");
            assertThat(((Number) heights.get(0)).doubleValue())
                    .isBetween(1.0, ((Number) heights.get(1)).doubleValue() / 8);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void retryIsSeenAndKeepsTheFocusWhileItFails() {
        String id = failing();
        try (Visit visit = visit(1440, true)) {
            Page page = visit.page;
            visit.open("/workflows/" + id);
            page.waitForSelector("#retry");
            page.locator("#retry").focus();
            page.keyboard().press("Enter");
            page.waitForSelector(".toast:has-text('Retried the dead members')");
            assertThat(focused(page)).isNotIn("BODY", "cancel");
            awaitDeadAgain(id);
            page.waitForSelector("#workflow-say:has-text('Failed')");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancelIsSeenAndTheHeadingHasTheFocus(boolean script) {
        String id = later();
        try (Visit visit = visit(390, script)) {
            Page page = visit.page;
            visit.open("/workflows/" + id);
            page.locator("#cancel").focus();
            page.keyboard().press("Enter");
            page.waitForSelector(".toast:has-text('Cancelled the workflow')");
            page.waitForSelector("#workflow-say:has-text('Cancelled')");
            assertThatNone(page, "#cancel, #retry");
            assertThat(Api.get("/workflows/" + id).<Integer>path("counts.cancelled"))
                    .isEqualTo(2);
            if (script) {
                assertThat(focused(page)).isIn("H1", "H2");
            }
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aStreamOfNonsenseIsRefused() {
        for (String stream : List.of("/live/workflows?ids=a,%3Cb%3E", "/live/workflows/x?members=a")) {
            Api.call().header("Accept", "text/event-stream").get(stream).then().statusCode(400);
        }
    }
}
