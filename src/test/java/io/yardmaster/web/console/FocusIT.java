package io.yardmaster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the focus is after an act, what keys do, and that no width and no name scrolls a page sideways. */
@QuarkusTest
class FocusIT {
    private static final String LONGEST = "long-name-of-a-queue-".repeat(7).substring(0, 128);

    @TestHTTPResource
    String server;

    @Inject
    ConsoleYard yard;

    private Chromium chromium;

    @BeforeEach
    void open() {
        chromium = Chromium.launch(server.replaceAll("/$", ""));
    }

    @AfterEach
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void thePauseButtonKeepsTheFocusAndUndoTakesItBack() {
        yard.done("focus-pause", "{}");
        try (Visit visit = visit()) {
            visit.open("/");
            visit.page.locator("#hold-focus-pause").focus();
            visit.page.keyboard().press("Enter");
            visit.page.waitForSelector("#undo");
            assertThat(focused(visit.page)).isEqualTo("hold-focus-pause");
            assertThat(visit.page.textContent("#hold-focus-pause")).contains("Resume");
            visit.page.click("#undo");
            visit.page.waitForSelector(".toast:has-text('Resumed focus-pause')");
            assertThat(visit.page.textContent("#hold-focus-pause")).contains("Pause");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aRowThatLeavesGivesTheFocusToTheNext() {
        Job first = yard.later("focus-rows", "{}", List.of());
        Job second = yard.later("focus-rows", "{}", List.of());
        try (Visit visit = visit()) {
            visit.open("/jobs?state=scheduled&queue=focus-rows");
            String top = visit.page.locator("tbody a.mono").first().textContent();
            Job gone = top.equals(first.id()) ? first : second;
            Job next = gone == first ? second : first;
            visit.page.locator("#cancel-focus-rows-" + gone.id()).focus();
            visit.page.keyboard().press("Enter");
            visit.page.waitForSelector(".toast");
            yard.await(gone, JobState.CANCELLED);
            assertThat(focused(visit.page)).endsWith(next.id());
        }
    }

    @Test
    void aRefusedFormFocusesItsFirstWrongField() {
        try (Visit visit = visit()) {
            visit.open("/enqueue?type=demo.noop");
            visit.page.fill("#priority", "500");
            visit.page.click("button:has-text('Enqueue')");
            visit.page.waitForSelector("#priority[aria-invalid]");
            assertThat(focused(visit.page)).isEqualTo("priority");
        }
    }

    @Test
    void keysOpenTheSheetAndThePalette() {
        yard.done("focus-palette", "{}");
        try (Visit visit = visit()) {
            visit.open("/");
            visit.page.keyboard().press("?");
            assertThat(visit.page.isVisible("#keys")).isTrue();
            visit.page.keyboard().press("Escape");
            visit.page.keyboard().press("Control+k");
            visit.page.waitForSelector("#palette [data-list] li");
            visit.page.keyboard().type("focus-palette");
            visit.page.keyboard().press("ArrowDown");
            visit.page.keyboard().press("ArrowDown");
            visit.page.keyboard().press("Enter");
            visit.page.waitForURL("**/queues/focus-palette");
            visit.page.keyboard().press("g");
            visit.page.keyboard().press("d");
            visit.page.waitForURL("**/dead");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void noWidthScrollsSideways() {
        Job dead = yard.dead(LONGEST, "demo.fail", "{\"failures\":9}");
        List<String> pages = List.of(
                "/",
                "/jobs?state=dead&queue=" + LONGEST,
                "/dead?queue=" + LONGEST,
                "/dead/purge?queue=" + LONGEST,
                "/queues/" + LONGEST,
                "/enqueue?queue=" + LONGEST,
                "/pause-all",
                "/system",
                "/jobs/" + dead.id() + "?queue=" + LONGEST);
        try (Visit visit = visit()) {
            for (String page : pages) {
                visit.open(page);
                assertThat(IntStream.iterate(320, width -> width <= 1500, width -> width + 20)
                                .filter(width -> scrolls(visit.page, width))
                                .boxed())
                        .as("widths at which %s scrolls sideways", page)
                        .isEmpty();
            }
        }
    }

    private static boolean scrolls(Page page, int width) {
        page.setViewportSize(width, 800);
        return (Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth");
    }

    private static String focused(Page page) {
        page.waitForTimeout(400);
        return (String) page.evaluate("document.activeElement.id");
    }

    private Visit visit() {
        return chromium.signedIn(new Browser.NewContextOptions().setViewportSize(1440, 900));
    }
}
