package io.yardmaster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.web.api.Api;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the focus is after an act, what keys do, and that no width and no name scrolls a page sideways. */
@QuarkusTest
@ExtendWith(Browsing.class)
class FocusIT {
    private static final String LONGEST = "long-name-of-a-queue-".repeat(7).substring(0, 128);
    /** Ages and figures grow while a page is read: each is put to the longest words that it can have. */
    private static final String LONGEST_WORDS = """
            dispatchEvent(new Event("pagehide")); // ends the live stream, which would put the true words back
            document.querySelectorAll(".groups .name").forEach((name) => {
              name.querySelector(".badge")?.remove();
              name.insertAdjacentHTML("beforeend", '<span class="badge growing">growing, 12,345 a minute</span>');
            });
            document.querySelectorAll(".sparks .quiet").forEach((most) => { most.textContent = "max 12,345"; });
            for (let walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walk.nextNode();) {
              const text = walk.currentNode;
              if (/^\\s*\\d.* ago\\s*$/.test(text.data)) text.data = "23 h 59 m ago";
              if (text.parentNode.matches("time")) text.data = "Nov 27, 12:59:59 PM";
            }""";

    @Inject
    ConsoleYard yard;

    private Chromium chromium;

    @BeforeEach
    void open(Chromium browser) {
        chromium = browser;
    }

    @Test
    void thePauseButtonKeepsTheFocusAndUndoTakesItBack() {
        yard.done("focus-pause", "{}");
        try (Visit visit = visit()) {
            visit.open("/?find=focus-pause");
            visit.page.locator("#hold-focus-pause").focus();
            visit.page.keyboard().press("Enter");
            visit.keepToast("Undo");
            assertThat(focused(visit.page, "hold-focus-pause"::equals)).isEqualTo("hold-focus-pause");
            visit.page.waitForSelector("#hold-focus-pause:has-text('Resume')");
            visit.page.click("#undo");
            visit.page.waitForSelector(".toast:has-text('Resumed focus-pause')");
            visit.page.waitForSelector("#hold-focus-pause:has-text('Pause')");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aRowThatGainsALinkKeepsTheFocusOnItsButton() {
        yard.done("focus-gains", "{}");
        try (Visit visit = visit()) {
            visit.open("/?find=focus-gains");
            visit.page.locator("#hold-focus-gains").focus();
            String row =
                    (String) visit.page.evaluate("document.getElementById('hold-focus-gains').closest('tr').outerHTML");
            String longer = row.replaceFirst("<a ", "<a href='/' class='gained'>new</a><a ")
                    .replace("\n", " ");
            Route.FulfillOptions answer = new Route.FulfillOptions()
                    .setContentType("text/event-stream")
                    .setBody("data: " + longer + "\n\ndata: <span id='clock'></span>\n\n");
            visit.page.route("**/live**", route -> route.fulfill(answer));
            visit.page.evaluate("['pagehide', 'pageshow'].forEach((word) => dispatchEvent(new Event(word)))");
            visit.page.waitForSelector(".gained");
            assertThat(focused(visit.page, "hold-focus-gains"::equals)).isEqualTo("hold-focus-gains");
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
            assertThat(focused(visit.page, focus -> focus.endsWith(next.id()))).endsWith(next.id());
        }
    }

    @Test
    void aPageThatFollowsAnActHasItsHeadingInFocus() {
        Job later = yard.later("focus-gone", "{}", List.of());
        try (Visit visit = visit()) {
            visit.open("/jobs/" + later.id() + "/delete?queue=focus-gone");
            visit.page.click("button:has-text('Delete 1 job')");
            visit.page.waitForSelector(".toast");
            Set<String> headings = Set.of("H1", "H2");
            assertThat(Visit.settled(visit.page, "document.activeElement.tagName", headings::contains))
                    .isIn(headings);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aRefusedFormFocusesItsFirstWrongField() {
        try (Visit visit = visit()) {
            visit.open("/enqueue?type=demo.noop");
            visit.page.fill("#priority", "500");
            visit.page.click("button:has-text('Enqueue')");
            visit.page.waitForSelector("#priority[aria-invalid]");
            assertThat(focused(visit.page, "priority"::equals)).isEqualTo("priority");
        }
    }

    @Test
    void keysOpenTheSheetAndThePalette() {
        yard.done("focus-palette", "{}");
        try (Visit visit = visit()) {
            visit.open("/");
            visit.page.keyboard().press("?");
            visit.page.waitForSelector("#keys");
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
        String flow = "{\"description\":\"%s\",\"chain\":[{\"job\":{\"type\":\"demo.noop\",\"queue\":\"flow\"}}]}";
        Api.post("/workflows", flow.formatted(LONGEST)).then().statusCode(201);
        List<String> pages = List.of(
                "/",
                "/jobs?state=dead&queue=" + LONGEST,
                "/dead?queue=" + LONGEST,
                "/dead/purge?queue=" + LONGEST,
                "/queues/" + LONGEST,
                "/enqueue?queue=" + LONGEST,
                "/pause-all",
                "/system",
                "/workflows",
                "/workers",
                "/schedules",
                "/new-schedule",
                "/?quiet=shown&sort=dead",
                "/jobs/" + dead.id() + "/edit?queue=" + LONGEST,
                "/jobs/" + dead.id() + "/delete?queue=" + LONGEST,
                "/queues/" + LONGEST + "/unique-keys",
                "/jobs/" + dead.id() + "?queue=" + LONGEST);
        try (Visit visit = visit()) {
            for (String page : pages) {
                visit.open(page);
                visit.page.evaluate(LONGEST_WORDS);
                assertThat(IntStream.iterate(320, width -> width <= 1500, width -> width + 20)
                                .filter(width -> scrolls(visit.page, width))
                                .mapToObj(width -> width + " px: " + widest(visit.page)))
                        .as("widths at which %s scrolls sideways", page)
                        .isEmpty();
            }
        }
    }

    /** Whether the page scrolls sideways at a width in CSS pixels, and still does when the layout had time to settle. */
    private static boolean scrolls(Page page, int width) {
        page.setViewportSize(width, 800);
        for (int look = 0; look < 20 && !fits(page, width); look++) {
            page.waitForTimeout(250);
        }
        return !fits(page, width);
    }

    /** False also while the window has not got its width. */
    private static boolean fits(Page page, int width) {
        String script = "width => innerWidth === width && document.documentElement.scrollWidth <= innerWidth";
        return (Boolean) page.evaluate(script, width);
    }

    /** The elements that reach beyond the right edge, innermost last, to name what is too wide. */
    private static String widest(Page page) {
        return (String) page.evaluate("""
                [...document.querySelectorAll("body *")]
                    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
                    .map((one) => `${one.tagName}.${one.className}#${one.id} ${one.getBoundingClientRect().right}`)
                    .slice(-8).join("; ")""");
    }

    private static String focused(Page page, Predicate<String> wanted) {
        return Visit.settled(page, "document.activeElement.id", wanted);
    }

    private Visit visit() {
        return chromium.signedIn(new Browser.NewContextOptions().setViewportSize(1440, 900));
    }
}
