package io.yardmaster.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs are selected in a list, shown, and acted on together. */
@QuarkusTest
@ExtendWith(Browsing.class)
class SelectionsIT {
    private final String queue = "select-" + UUID.randomUUID();

    @Inject
    ConsoleYard yard;

    @Inject
    Enqueuer enqueuer;

    @Inject
    Queues queues;

    private Chromium chromium;

    @BeforeEach
    void open(Chromium browser) {
        chromium = browser;
    }

    @ParameterizedTest
    @CsvSource({"true, 1440", "false, 390"})
    void pickedJobsAreShownAndThenCancelled(boolean script, int width) {
        Job first = yard.later(queue, "{}", List.of());
        Job second = yard.later(queue, "{}", List.of());
        Job third = yard.later(queue, "{}", List.of());
        try (Visit visit = visit(script, width)) {
            visit.open("/jobs?state=scheduled&queue=" + queue);
            visit.page.check(box(first));
            visit.page.check(box(third));
            visit.page.click("#pick-cancel");
            assertThat(sentence(visit)).isEqualTo("2 jobs will be cancelled");
            assertThat(visit.page.textContent("main")).contains(first.id(), third.id());
            assertThat(visit.page.textContent("main")).doesNotContain(second.id());
            visit.page.click("#confirm");
            visit.page.waitForSelector(".toast");
            assertThat(text(visit, ".toast")).contains("Cancelled 2 jobs.");
            assertThat(visit.page.url()).contains("state=scheduled").contains("queue=" + queue);
            assertThat(visit.page.locator("[data-select]").count()).isEqualTo(1);
            assertThat(visit.complaints()).isEmpty();
        }
        yard.await(first, JobState.CANCELLED);
        yard.await(second, JobState.SCHEDULED);
    }

    @Test
    void theKeyboardPicksAndPicksStayThroughAnAct() {
        List<Job> all = IntStream.range(0, 4)
                .mapToObj(i -> yard.later(queue, "{}", List.of()))
                .toList();
        try (Visit visit = visit(true, 1440)) {
            visit.open("/jobs?state=scheduled&queue=" + queue);
            for (String key : List.of("j", "x", "j", "x")) {
                visit.page.keyboard().press(key);
            }
            assertThat(visit.page.textContent("#pick-count")).isEqualTo("2 selected");
            String last =
                    visit.page.getAttribute("[data-select] >> nth=3", "id").substring("pick-".length());
            visit.page.click("[id='cancel-" + last + "']");
            visit.page.waitForSelector(".toast");
            assertThat(visit.page.locator("[data-select]").count()).isEqualTo(3);
            assertThat(visit.page.textContent("#pick-count")).isEqualTo("2 selected");
            visit.page.check("#pick-page");
            assertThat(visit.page.textContent("#pick-count")).isEqualTo("3 selected");
            visit.page.click("#pick-delete");
            assertThat(sentence(visit)).startsWith("3 jobs will be removed");
            assertThat(new AxeBuilder(visit.page).setLegacyMode(true).analyze().getViolations())
                    .isEmpty();
            visit.page.click("#confirm");
            visit.page.waitForSelector("#undo");
            visit.page.click("#undo");
            await().until(() -> queues.one(queue).count(JobState.SCHEDULED) == all.size() - 1);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 390", "false, 1440"})
    void allThatMatchNeedTheirNumberWhereTheyAreMany(boolean script, int width) {
        enqueuer.enqueueAll(IntStream.range(0, 1_100)
                .mapToObj(i -> NewJob.of(i < 1_050 ? "demo.noop" : "demo.sleep")
                        .queue(queue)
                        .due(new NewJob.Due.After(600_000)))
                .toList());
        try (Visit visit = visit(script, width)) {
            visit.open("/jobs?state=scheduled&type=demo.noop&queue=" + queue);
            visit.page.check("#pick-all");
            visit.page.click("#pick-delete");
            assertThat(sentence(visit)).startsWith("1,050 jobs will be removed");
            visit.page.fill("#typed", "1,049");
            visit.page.click("#confirm");
            assertThat(visit.page.textContent("#typed-note")).contains("not the number");
            visit.page.fill("#typed", "1,050");
            visit.page.click("#confirm");
            await().until(() -> queues.one(queue).count(JobState.SCHEDULED) == 50);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aFormThatIsSentTwiceActsOnceAndOneUndoTakesAllBack() {
        Job here = yard.later(queue, "{}", List.of(queue));
        Job there = yard.later(queue + "-2", "{}", List.of(queue));
        try (Visit visit = visit(true, 1440)) {
            visit.open("/jobs?state=scheduled&tag=" + queue);
            visit.page.check("#pick-all");
            visit.page.click("#pick-delete");
            assertThat(text(visit, "main")).contains("Jobs of 2 queues").contains("Tag");
            visit.page.evaluate("async () => { const form = document.querySelector('#confirm').form;"
                    + " await fetch(form.action, {method: 'POST', redirect: 'manual',"
                    + " body: new URLSearchParams(new FormData(form))}); }");
            assertThat(yard.isGone(here)).isTrue();
            visit.page.click("#confirm");
            visit.page.waitForSelector("#undo");
            assertThat(text(visit, ".toast")).contains("Deleted 2 jobs.");
            visit.page.click("#undo");
            await().until(() -> text(visit, ".toast").contains("Undone for 2 jobs."));
            yard.await(here, JobState.SCHEDULED);
            yard.await(there, JobState.SCHEDULED);
        }
    }

    @Test
    void nothingIsDoneWhereNothingIsSelected() {
        yard.later(queue, "{}", List.of());
        try (Visit visit = visit(true, 1440)) {
            visit.open("/jobs?state=scheduled");
            assertThat(visit.page.locator("#pick-all").count())
                    .as("all jobs of all queues")
                    .isZero();
            visit.page.click("#pick-cancel");
            assertThat(text(visit, ".toast")).contains("no job was selected");
            visit.open("/jobs?state=scheduled&queue=" + queue);
            visit.page.evaluate("document.querySelector('#pick [name=queue]').value = 'b<a>d'");
            visit.page.check("#pick-all");
            visit.page.click("#pick-delete");
            assertThat(text(visit, ".toast")).contains("what was sent cannot be read");
            visit.open("/jobs?state=scheduled&since=garbage&queue=" + queue);
            assertThat(text(visit, "main")).contains("A filter of this address cannot be read");
            assertThat(visit.page.locator("#pick-all").count())
                    .as("more jobs than were asked for")
                    .isZero();
            assertThat(queues.one(queue).count(JobState.SCHEDULED)).isEqualTo(1);
        }
    }

    @Test
    void deadJobsOfThePageAreRetriedTogether() {
        Job dead = yard.dead(queue, "demo.fail", "{\"failures\":9}");
        Job other = yard.dead(queue, "demo.fail", "{\"failures\":9}");
        queues.pause(queue);
        try (Visit visit = visit(true, 1440)) {
            visit.open("/dead?queue=" + queue);
            visit.page.check(box(dead));
            visit.page.click("#pick-retry");
            assertThat(sentence(visit)).startsWith("1 job will run again");
            visit.page.click("#confirm");
            visit.page.waitForSelector("#undo");
            assertThat(visit.page.url()).contains("/dead?queue=" + queue);
            yard.await(dead, JobState.WAITING);
            yard.await(other, JobState.DEAD);
            visit.page.click("#undo");
            yard.await(dead, JobState.DEAD);
        }
    }

    private static String sentence(Visit visit) {
        return text(visit, "h2.sentence");
    }

    /** Numbers keep their nouns by spaces that do not break. */
    private static String text(Visit visit, String selector) {
        return visit.page.textContent(selector).replace('\u00a0', ' ');
    }

    private static String box(Job job) {
        return "[id='pick-" + job.queue() + "-" + job.id() + "']";
    }

    private Visit visit(boolean script, int width) {
        return chromium.signedIn(
                new Browser.NewContextOptions().setViewportSize(width, 900).setJavaScriptEnabled(script));
    }
}
