package io.yardmaster.engine.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.engine.bulk.Selection.Fitting;
import io.yardmaster.engine.bulk.Selection.SelectionPreview;
import io.yardmaster.engine.bulk.Selection.Which;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.operation.BulkPlan.Match;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.NewJob;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What would be done to jobs of a state is counted as the act will find it. */
@QuarkusTest
class SelectionCountsTest {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final long YEAR_MS = Duration.ofDays(365).toMillis();

    @Inject
    Selections selections;

    @Inject
    Enqueuer enqueuer;

    @Inject
    Jobs jobs;

    @Inject
    Queues queues;

    @Inject
    TestQueues made;

    @Inject
    InstantSource clock;

    @AfterEach
    void remove() {
        made.remove();
    }

    @Test
    void theTimesBoundWhatIsScheduled() {
        made.waiting("sel-due", "stays");
        long now = clock.millis();
        for (int day = 1; day <= 3; day++) {
            enqueuer.enqueue(NewJob.of("demo.noop")
                    .queue("sel-due")
                    .id("day" + day, "h")
                    .due(new NewJob.Due.OnInstant(now + day * DAY_MS)));
        }
        Which second = new Fitting("sel-due", null, new Match(null, null, now + 2 * DAY_MS, now + 3 * DAY_MS, false));
        SelectionPreview preview =
                selections.preview(new Selection(JobVerb.CANCEL, JobState.SCHEDULED, second, clock.millis()));
        assertThat(preview.samples()).extracting(view -> view.job().id()).containsExactly("day2");
        assertThat(preview.matched()).isEqualTo(1);
    }

    @Test
    void aMomentOfThePastCountsOnlyWhatWasThere() {
        made.waiting("sel-past", "p1", "p2");
        Selection asked = new Selection(JobVerb.CANCEL, JobState.WAITING, all("sel-past"), clock.millis() - YEAR_MS);
        assertThat(selections.preview(asked).matched()).isZero();
        assertThat(selections.run(asked, null, Actor.SERVER)).isEmpty();
    }

    @Test
    void theTimesBoundWhatHasEnded() {
        made.die("sel-timed", "t1", "t2");
        long first = jobs.find("sel-timed", "t1").standing().finishedAt();
        long last = jobs.find("sel-timed", "t2").standing().finishedAt();
        assertThat(timed(null, Math.min(first, last))).isZero();
        assertThat(timed(Math.min(first, last), Math.max(first, last) + 1)).isEqualTo(2);
        assertThat(timed(Math.max(first, last) + 1, null)).isZero();
    }

    private long timed(Long from, Long to) {
        Which between = new Fitting("sel-timed", null, new Match(null, null, from, to, false));
        return selections
                .preview(new Selection(JobVerb.DELETE, JobState.DEAD, between, clock.millis()))
                .matched();
    }

    private static Fitting all(String queue) {
        return new Fitting(queue, null, Match.ANY);
    }
}
