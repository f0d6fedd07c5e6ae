package io.yardmaster.web.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.web.api.Api;
import io.yardmaster.web.console.Browsing;
import io.yardmaster.web.console.Chromium;
import io.yardmaster.web.console.ConsoleYard;
import io.yardmaster.web.console.Visit;
import io.yardmaster.web.console.Wire;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages move by themselves, say so truly, and catch up after a loss. */
@QuarkusTest
@ExtendWith(Browsing.class)
class LiveIT {
    private static final String DAILY = "{\"type\":\"demo.noop\",\"cron\":\"0 5 * * *\"}";

    @TestHTTPResource
    String server;

    @Inject
    ConsoleYard yard;

    @Inject
    Queues queues;

    private Chromium chromium;

    @BeforeEach
    void open(Chromium browser) {
        chromium = browser;
    }

    @Test
    void showsADepthChangeWithoutReload() {
        paused("deep");
        try (Visit visit = chromium.signedIn()) {
            visit.page.evaluate("window.same = true");
            visit.page.waitForSelector("#nav-deep .n:text-is('0')");
            yard.waiting("deep");
            visit.page.waitForSelector("#nav-deep .n:text-is('1')");
            visit.page.waitForSelector("#queue-deep td[data-label=Waiting]:has-text('1')");
            assertThat(visit.page.evaluate("window.same")).isEqualTo(true);
            visit.page.waitForSelector(".top .mark:has-text('Live')");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void buttonsFollowAPauseThatSomebodyElseMade() {
        yard.done("elsewhere", "{}");
        try (Visit visit = chromium.signedIn()) {
            Page queue = visit.tab("/queues/elsewhere");
            queue.waitForSelector("#hold:has-text('Pause the queue')");
            queue.focus("#hold");
            visit.page.focus("#all-queues-hold:has-text('Pause all')");
            Api.post("/queues/pause-all", "{}").then().statusCode(200);
            queue.waitForSelector("#hold:has-text('Resume the queue')");
            visit.page.waitForSelector("#all-queues-hold:has-text('Resume all')");
            assertThat(queue.evaluate("document.activeElement.id")).isEqualTo("hold");
            assertThat(visit.page.evaluate("document.activeElement.id")).isEqualTo("all-queues-hold");
            assertThat(visit.complaints()).isEmpty();
        } finally {
            Api.post("/queues/resume-all", "{}").then().statusCode(200);
        }
    }

    @Test
    void saysThatItIsLostAndCatchesUp() throws IOException {
        paused("away");
        try (Wire wire = new Wire(URI.create(server).getPort());
                Chromium far = Chromium.launch("http://127.0.0.1:" + wire.port());
                Visit visit = far.signedIn()) {
            visit.page.waitForSelector("#nav-away .n:text-is('0')");
            visit.page.waitForSelector(".top .mark[data-state=live]");
            wire.cut();
            visit.page.waitForSelector(".top .mark[data-state=lost]");
            visit.page.waitForSelector(".top .mark:has-text('Reconnecting since')");
            yard.waiting("away");
            wire.mend();
            visit.page.waitForSelector("#nav-away .n:text-is('1')");
            visit.page.waitForSelector(".top .mark[data-state=live]");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aListSaysHowManyCameSince() {
        yard.done("listed", "{}");
        try (Visit visit = chromium.signedIn()) {
            visit.open("/jobs?state=completed&queue=listed");
            assertThat(visit.page.textContent("#newest")).isEqualTo("newest");
            visit.page.waitForTimeout(4_000); // what came in the first seconds counts as seen
            yard.done("listed", "{}");
            visit.page.waitForSelector("#newest:has-text('1 newer: show')");
            visit.page.click("#newest");
            visit.page.waitForSelector("tbody tr >> nth=1");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void eightTabsAllCatchUp() {
        paused("tabs");
        try (Visit visit = chromium.signedIn()) {
            List<Page> tabs = IntStream.range(0, 8)
                    .mapToObj(i -> visit.tab(i % 2 == 0 ? "/" : "/jobs"))
                    .toList();
            yard.waiting("tabs");
            for (Page tab : tabs) {
                tab.waitForSelector("#nav-tabs .n:text-is('1')");
            }
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void whatAnActShowedIsGoneOnceItIsOver() {
        Api.put("/schedules/brief", DAILY).then().statusCode(201);
        Api.post("/schedules/brief/pause", "{}").then().statusCode(200);
        try (Visit visit = chromium.signedIn()) {
            visit.open("/schedules?q=brief");
            for (int i = 0; i < 3; i++) { // a tick of the stream may lie between the act and its end
                visit.page.waitForSelector(".top .mark[data-state=live]");
                visit.page.waitForTimeout(1_500); // it has told that the schedule is paused
                visit.page.click("#resume-brief");
                visit.page.waitForSelector("#act-brief:has-text('Pause')");
                Api.post("/schedules/brief/pause", "{}").then().statusCode(200);
                visit.page.waitForSelector("#resume-brief");
            }
            assertThat(visit.complaints()).isEmpty();
        } finally {
            Api.delete("/schedules/brief");
        }
    }

    @Test
    void thePageThatAnActLeadsToMovesToo() {
        Api.put("/schedules/gone-soon", DAILY).then().statusCode(201);
        Api.put("/schedules/stays", DAILY).then().statusCode(201);
        try (Visit visit = chromium.signedIn()) {
            visit.open("/schedules/gone-soon");
            visit.page.waitForSelector(".top .mark[data-state=live]");
            visit.page.click("details:has(#delete) summary");
            visit.page.click("#delete");
            visit.page.waitForSelector("#act-stays:has-text('Pause')");
            Api.post("/schedules/stays/pause", "{}").then().statusCode(200);
            visit.page.waitForSelector("#resume-stays");
            visit.page.waitForSelector(".top .mark[data-state=live]");
            assertThat(visit.complaints()).isEmpty();
        } finally {
            Api.delete("/schedules/stays");
        }
    }

    private void paused(String queue) {
        yard.done(queue, "{}");
        queues.pause(queue);
    }
}
