package io.yardmaster.web.console;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a click does, with script and without. */
@QuarkusTest
@ExtendWith(Browsing.class)
class ActsIT {
    @Inject
    ConsoleYard yard;

    private Chromium chromium;

    @BeforeEach
    void open(Chromium browser) {
        chromium = browser;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void retriesADeadJobAndSeesItComplete(boolean script) throws IOException {
        String queue = "mend-" + script;
        try (Shop shop = new Shop();
                Visit visit = visit(script)) {
            Job job = yard.dead(queue, "http.request", shop.payload());
            shop.mend();
            visit.open("/dead?queue=" + queue);
            row(visit.page, job).getByRole(AriaRole.BUTTON).click();
            visit.keepToast("Retried:");
            assertThat(visit.page.url()).endsWith("/dead?queue=" + queue);
            assertThat(row(visit.page, job).count()).isZero();
            yard.await(job, JobState.COMPLETED);
            visit.page.click(".toast a");
            visit.page.waitForSelector(".job-line:has-text('Completed')");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void retriesAGroupOfFailuresAndNoOther() {
        try (Visit visit = visit(true)) {
            for (int i = 0; i < 3; i++) {
                yard.dead("kinds", "demo.fail", "{\"failures\":9,\"message\":\"order 4" + i + " is gone\"}");
            }
            Job other = yard.dead("kinds", "demo.fail", "{\"failures\":9,\"message\":\"no money\"}");
            visit.open("/dead?queue=kinds");
            assertThat(visit.page.locator("#group-rows tr").count()).isEqualTo(2);
            visit.page.click("#group-rows a:has-text('Retry…')");
            visit.page.waitForSelector("h2.sentence:text-is('3 jobs will run again')");
            visit.page.click("#confirm");
            visit.keepToast("Retried");
            assertThat(visit.page.textContent(".toast"))
                    .isEqualToNormalizingWhitespace("Retried 3 jobs of kinds. Undo");
            visit.open("/jobs/" + other.id() + "?queue=kinds");
            assertThat(visit.page.textContent("main")).doesNotContain("died of this");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void saysWhatItWouldPurgeAndPurgesJustThat() {
        try (Visit visit = visit(true)) {
            for (int i = 0; i < 7; i++) {
                yard.dead("heap", "demo.fail", "{\"failures\":1}");
            }
            visit.open("/dead?queue=heap");
            visit.page.click("#dead-queues a:has-text('Purge…')");
            visit.page.waitForSelector("main:has-text('No job matches')");
            visit.page.click("a:has-text('died at any time')");
            visit.page.waitForSelector("h2.sentence:text-is('7 jobs will be removed')");
            assertThat(visit.page.locator("tbody tr").count()).isEqualTo(5);
            Job later = yard.dead("heap", "demo.fail", "{\"failures\":1}");
            visit.page.click("button:has-text('Purge 7')");
            visit.keepToast("Purged");
            assertThat(visit.page.textContent(".toast")).isEqualToNormalizingWhitespace("Purged 7 jobs of heap. Undo");
            visit.open("/dead?queue=heap");
            assertThat(visit.page.locator(".jobs tbody tr:has(a.mono)").count()).isEqualTo(1);
            assertThat(row(visit.page, later).count()).isEqualTo(1);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void editsAPayloadAndRetries(boolean script) {
        Job job = yard.dead("edit-" + script, "demo.fail", "{\"failures\":1}");
        try (Visit visit = visit(script)) {
            visit.open("/jobs/" + job.id() + "?queue=edit-" + script);
            visit.page.click("#edit");
            assertThat(visit.page.inputValue("#payload")).isEqualTo("{\"failures\":1}");
            visit.page.fill("#payload", "{\"failures\":");
            visit.page.click("#confirm");
            visit.page.waitForSelector("#payload-note:text('The payload is no JSON at line 1')");
            assertThat(visit.page.textContent("#payload-note")).startsWith("The payload is no JSON at line 1");
            visit.page.fill("#payload", "{\"failures\":0}");
            visit.page.click("#confirm");
            visit.page.waitForSelector(".toast:has-text('Retried with the edited payload')");
            yard.await(job, JobState.COMPLETED);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void asksForTheNumberAboveAThousand() {
        yard.dead("many", 1_001);
        try (Visit visit = visit(true)) {
            visit.open("/dead/purge?queue=many&age=all");
            visit.page.fill("#typed", "1000");
            visit.page.click("button:has-text('Purge 1,001')");
            visit.page.waitForSelector("#typed-note:has-text('not the number of jobs')");
            assertThat(yard.count("many")).isEqualTo(1_001);
            visit.page.fill("#typed", "1001");
            visit.page.click("button:has-text('Purge 1,001')");
            visit.page.waitForSelector(".toast:has-text('Purged')");
            await().until(() -> yard.count("many") == 0); // so many may go on in the background
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void comesBackWithWhatWasTypedAndWhatIsWrong() {
        try (Visit visit = visit(true)) {
            visit.open("/enqueue?type=demo.noop");
            visit.page.fill("#payload", "{\"a\": 1.00,");
            visit.page.fill("#priority", "500");
            visit.page.fill("#tags", "one, two");
            visit.page.click("button:has-text('Enqueue')");
            visit.page.waitForSelector("#payload-note:text('The payload is no JSON at line 1')");
            assertThat(visit.page.textContent("#payload-note")).startsWith("The payload is no JSON at line 1");
            assertThat(visit.page.textContent("#priority-note")).contains("between 1 and 100");
            assertThat(visit.page.inputValue("#payload")).isEqualTo("{\"a\": 1.00,");
            assertThat(visit.page.inputValue("#tags")).isEqualTo("one, two");
            visit.page.fill("#payload", "{\"a\": 1.00}");
            visit.page.fill("#priority", "5");
            visit.page.click("button:has-text('Enqueue')");
            visit.page.waitForURL("**/jobs/*");
            assertThat(visit.page.textContent(".tree")).contains("1.00");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void keepsFilterAndSaysWhatItDid() {
        Job job = yard.later("waits", "{}", List.of());
        try (Visit visit = visit(true)) {
            visit.open("/jobs?state=scheduled&queue=waits");
            row(visit.page, job).locator("button:has-text('Cancel')").click();
            visit.page.waitForSelector(".toast");
            assertThat(visit.page.url()).endsWith("/jobs?state=scheduled&queue=waits");
            yard.await(job, JobState.CANCELLED);
            visit.open("/jobs/" + job.id() + "?queue=waits");
            visit.page.click("a:has-text('Delete…')");
            assertThat(visit.page.textContent("h2.sentence")).isEqualTo("1 job will be removed for good");
            assertThat(yard.isGone(job)).isFalse();
            visit.page.click("button:has-text('Delete 1 job')");
            visit.page.waitForSelector(".toast");
            assertThat(yard.isGone(job)).isTrue();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aVanishedJobIsANoticeAndAList() {
        Job job = yard.done("kept", "{}");
        try (Visit visit = visit(true)) {
            visit.open("/jobs/gone-long-ago?queue=kept");
            assertThat(visit.page.textContent("main [role=status]")).contains("The job gone-long-ago is unknown");
            assertThat(row(visit.page, job).count()).isEqualTo(1);
        }
    }

    @Test
    void pausesAndSaysWhyAJobIsNotRunning() {
        yard.done("still", "{}");
        try (Visit visit = visit(true)) {
            visit.open("/?find=still");
            visit.page.click("#queue-still button");
            visit.page.waitForSelector(".toast");
            visit.open("/enqueue?type=demo.noop");
            visit.page.fill("#queue", "still");
            visit.page.click("button:has-text('Enqueue')");
            assertThat(visit.page.textContent(".why h2")).isEqualTo("Not running: queue still is paused.");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private Visit visit(boolean script) {
        return chromium.signedIn(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setJavaScriptEnabled(script));
    }

    private static Locator row(Page page, Job job) {
        return page.locator("tbody tr:has(a.mono:text-is('" + job.id() + "'))");
    }
}
