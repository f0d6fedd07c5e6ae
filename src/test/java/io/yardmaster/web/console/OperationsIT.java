package io.yardmaster.web.console;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.engine.operation.LongOperation;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.Job;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bulk acts are watched, stopped and taken back where they were begun. */
@QuarkusTest
@ExtendWith(Browsing.class)
class OperationsIT {
    @Inject
    ConsoleYard yard;

    @Inject
    Queues queues;

    @Inject
    LongOperation endless;

    private Chromium chromium;

    @BeforeEach
    void open(Chromium browser) {
        chromium = browser;
    }

    @Test
    void theToastOfAPurgeTakesItBack() {
        die("undo-purge", 3);
        try (Visit visit = visit()) {
            visit.open("/dead/purge?queue=undo-purge&age=all");
            visit.page.waitForSelector("main:has-text('It can be undone for 15 minutes')");
            visit.page.click("#confirm");
            visit.keepToast("Purged 3 jobs");
            assertThat(yard.count("undo-purge")).isZero();
            visit.page.click("#undo");
            visit.page.waitForSelector(".toast:has-text('Undone for 3 jobs.')");
            visit.page.waitForURL("**/dead?queue=undo-purge");
            assertThat(visit.page.locator(".jobs tbody tr").count()).isEqualTo(3);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void theSystemPageTakesARetryBack() {
        die("undo-retry", 2);
        queues.pause("undo-retry");
        try (Visit visit = visit()) {
            visit.open("/dead/retry-all?queue=undo-retry");
            visit.page.click("#confirm");
            visit.page.waitForSelector(".toast:has-text('Retried 2 jobs')");
            visit.open("/system");
            visit.page.locator("#operations tr:has-text('undo-retry') button").focus();
            visit.page.keyboard().press("Enter");
            visit.page.waitForSelector(".toast:has-text('Undone for 2 jobs.')");
            assertThat(yard.count("undo-retry")).isEqualTo(2);
            visit.page.waitForSelector("#operations tr:has-text('undo-retry'):has-text('Undone')");
            assertThat(Visit.settled(visit.page, "document.activeElement.tagName", found -> !found.equals("BODY")))
                    .isNotEqualTo("BODY");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aLongOneShowsItsProgressAndIsStoppedWhereItWasBegun() throws Exception {
        die("stop-it", 1);
        CompletableFuture<Operation> run = endless.begin("stop-it");
        try (Visit visit = visit()) {
            visit.open("/dead?queue=stop-it");
            visit.page.waitForSelector("#dead-operations progress");
            assertThat(visit.page.textContent("#dead-operations")).contains("Purge of stop-it", "of 1,000,000");
            visit.page.click("#dead-operations button:has-text('Stop')");
            visit.page.waitForSelector(".toast:has-text('Told to stop')");
            assertThat(run.get(60, TimeUnit.SECONDS).id()).isNotNull();
            visit.page.waitForSelector("#dead-operations:has-text('Cancelled')");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aFilterByTypeHoldsForGroupsListAndActs() {
        die("two-types", 2);
        yard.dead("two-types", "demo.sleep", "{\"ms\":\"long\"}");
        try (Visit visit = visit()) {
            visit.open("/dead?queue=two-types");
            assertThat(visit.page.locator("#group-rows tr").count()).isEqualTo(2);
            visit.page.selectOption("#type", "demo.fail");
            visit.page.click("form.filters button");
            visit.page.waitForURL("**type=demo.fail**");
            assertThat(visit.page.locator("#group-rows tr").count()).isEqualTo(1);
            assertThat(visit.page.locator(".jobs tbody tr").count()).isEqualTo(2);
            visit.page.click("#dead-queues a:has-text('Purge…')");
            visit.page.waitForSelector("main:has-text('Only of type'):has-text('demo.fail')");
            visit.page.click("a:has-text('died at any time')");
            visit.page.click("#confirm");
            visit.page.waitForSelector(".toast:has-text('Purged 2 jobs')");
            assertThat(yard.count("two-types")).isEqualTo(1);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void theListSaysHowManyDiedSince() {
        die("newer", 1);
        try (Visit visit = visit()) {
            visit.open("/dead?queue=newer");
            await().until(() ->
                    (boolean) visit.page.evaluate("performance.now() > 3500")); // until then it belongs to the list
            die("newer", 1);
            visit.page.waitForSelector("#newest:has-text('1 newer: show')");
            visit.page.click("#newest");
            visit.page.waitForSelector(".jobs tbody tr:nth-child(2)");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void theCopyButtonsCopyWithTheKeyboardAndKeepTheFocus() {
        Job job = yard.done("copied", "{\"a\":1}");
        try (Visit visit = visit()) {
            visit.page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            visit.open("/jobs/" + job.id() + "?queue=copied");
            for (String button : List.of("copy-payload", "copy-curl")) {
                visit.page.locator("#" + button).focus();
                visit.page.keyboard().press("Enter");
                boolean curl = button.equals("copy-curl");
                String copied = Visit.settled(
                        visit.page, "navigator.clipboard.readText()", text -> text.contains("curl") == curl);
                assertThat(copied.replaceAll("\\s", "")).contains("\"a\":1");
                assertThat(copied.contains("curl")).isEqualTo(curl);
                assertThat(visit.page.evaluate("document.activeElement.id")).isEqualTo(button);
            }
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void onAPhoneTheTimesOfAGroupStandApart() {
        die("phone", 1);
        try (Visit visit = chromium.signedIn(new Browser.NewContextOptions().setViewportSize(390, 900))) {
            visit.open("/dead?queue=phone");
            visit.page.waitForSelector("td[data-label='Last seen']");
            // both at once: the row is another one each second
            Object apart = visit.page.evaluate("""
                    () => {
                      const box = (label) => document.querySelector(`td[data-label='${label}']`).getBoundingClientRect();
                      const first = box('First seen'), last = box('Last seen');
                      return first.width > 120 && (first.right + 8 <= last.x || first.bottom <= last.y);
                    }""");
            assertThat(apart).as("room for a time and how long ago, and apart").isEqualTo(true);
        }
    }

    private void die(String queue, int count) {
        for (int i = 0; i < count; i++) {
            yard.dead(queue, "demo.fail", "{\"failures\":9}");
        }
    }

    private Visit visit() {
        return chromium.signedIn(new Browser.NewContextOptions().setViewportSize(1440, 900));
    }
}
