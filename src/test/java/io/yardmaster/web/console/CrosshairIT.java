package io.yardmaster.web.console;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The values of charts: by pointer, by keys, as a table and as a sentence; and the jobs behind a step. */
@QuarkusTest
@ExtendWith(Browsing.class)
class CrosshairIT {
    private static final String PAGE = "/queues/crossed?range=15m";

    @Inject
    ConsoleYard yard;

    @Test
    void arrowKeysTellTheValuesOfAStep(Chromium chromium) {
        try (Visit visit = open(chromium)) {
            Locator output = visit.page.locator("#charts output").first();
            visit.page.locator("#charts .plot").first().focus();
            visit.page.keyboard().press("ArrowLeft");
            assertThat(output.textContent()).contains(", not over: completed ", ", failed ");
            String last = output.textContent();
            visit.page.keyboard().press("ArrowLeft");
            assertThat(output.textContent()).isNotEqualTo(last).doesNotContain("not over");
            assertThat(visit.page.locator("#charts output").last().textContent())
                    .contains("Wait p50", "Run p50");
            visit.page.keyboard().press("Escape");
            assertThat(output.textContent()).isEmpty();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aClickOpensTheJobsThatEndedThen(Chromium chromium) {
        try (Visit visit = open(chromium)) {
            // null while the charts are replaced by fresh ones
            BoundingBox plot = await().pollInSameThread()
                    .until(() -> visit.page.locator("#charts .plot").first().boundingBox(), Objects::nonNull);
            visit.page.mouse().move(plot.x + plot.width - 1, plot.y + 40);
            assertThat(visit.page.locator("#charts output").first().textContent())
                    .contains("completed");
            assertThat(visit.page.locator(".cross[visibility=visible]").count()).isEqualTo(4);
            visit.page.mouse().down();
            visit.page.mouse().up();
            visit.page.waitForURL("**/jobs?state=completed&queue=crossed&until=**");
            visit.page.waitForSelector("main [role=status]:has-text('jobs that ended before')");
            assertThat(visit.page.locator("tbody tr").count()).isPositive();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aTableAndASentenceSayTheSame(Chromium chromium) {
        try (Visit visit = open(chromium)) {
            assertThat(visit.page.textContent("#charts > p")).contains("In the last 15 minutes", "ended");
            visit.page.click("#charts summary");
            assertThat(visit.page.locator("#charts th[scope=col]").allTextContents())
                    .startsWith("From", "Completed", "Failed", "Wait p50");
            assertThat(visit.page.locator("#charts tbody tr").count()).isGreaterThan(60);
        }
    }

    private Visit open(Chromium chromium) {
        yard.done("crossed", "{}");
        Visit visit = chromium.signedIn();
        visit.open(PAGE);
        visit.page.waitForSelector("#charts .plot[tabindex]");
        return visit;
    }
}
