package io.yardmaster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.unique.Unique;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of unique keys, with script and without. */
@QuarkusTest
@ExtendWith(Browsing.class)
class KeysIT {
    private static final String HOSTILE = "<b>order & 7</b>";

    @Inject
    Enqueuer enqueuer;

    private Chromium chromium;

    @BeforeEach
    void open(Chromium browser) {
        chromium = browser;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void showsTheKeyThatAJobHoldsAndFreesIt(boolean script) {
        String queue = "keys-" + script;
        enqueuer.enqueue(NewJob.of("demo.noop")
                .queue(queue)
                .due(new NewJob.Due.After(600_000))
                .rules(Rules.NONE.with(Option.UNIQUE, new Unique(HOSTILE, 1, Unique.Until.FINISH))));
        try (Visit visit = visit(script)) {
            visit.open("/queues/" + queue + "/unique-keys");
            assertThat(visit.page.textContent("tbody code")).isEqualTo(HOSTILE);
            assertThat(visit.page.textContent("tbody")).contains("its job ends");
            visit.page.click("button:has-text('Free')");
            visit.page.waitForSelector("main:has-text('No job of this queue holds a unique key.')");
            visit.page.waitForSelector(".toast:has-text('Freed the key " + HOSTILE + "')");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private Visit visit(boolean script) {
        return chromium.signedIn(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setJavaScriptEnabled(script));
    }
}
