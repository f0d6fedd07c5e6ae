package io.yardmaster.engine.bulk;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Samples;
import io.yardmaster.job.attempt.Attempt;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bulk acts on more dead jobs than a slice holds, while those that were retried die again. */
@QuarkusTest
class DeadJobsTest {
    private static final int JOBS = 450;

    @Inject
    Enqueuer enqueuer;

    @Inject
    DeadJobs dead;

    @Inject
    Jobs jobs;

    @Inject
    Queues queues;

    @Test
    void eachIsRetriedOnceThoughItDiesAgainMeanwhile() {
        die("again");
        Operation retried = dead.retryAll("again", DeadFilter.ALL, null, Actor.SERVER);
        assertThat(retried.done()).isEqualTo(JOBS);
        awaitDead("again");
        for (int i = 0; i < JOBS; i += 50) {
            JobView view = jobs.find("again", "job-" + i);
            assertThat(view.attempts()).extracting(Attempt::number).containsExactly(1, 1);
        }
    }

    @Test
    void aPreviewCountsExactlyAndAPurgeRemovesWhatItPromised() {
        die("purged");
        enqueuer.enqueue(
                NewJob.of("demo.sleep").queue("purged").id("other", "h").payload("{\"ms\": \"long\"}"));
        await().until(() -> jobs.find("purged", "other").state() == JobState.DEAD);
        DeadFilter filter = new DeadFilter("demo.fail", 0);
        DeadPreview preview = dead.preview("purged", filter);
        assertThat(preview.matched()).isEqualTo(JOBS);
        assertThat(preview.samples()).hasSize(5);
        assertThat(dead.purge("purged", filter, Actor.SERVER).done()).isEqualTo(JOBS);
        assertThat(dead.preview("purged", DeadFilter.ALL).matched()).isEqualTo(1);
        assertThat(dead.preview("purged", new DeadFilter(null, 3_600_000)).matched())
                .isZero();
    }

    private void die(String queue) {
        enqueuer.enqueueAll(IntStream.range(0, JOBS)
                .mapToObj(i -> job(queue, "job-" + i, "demo.fail"))
                .toList());
        awaitDead(queue);
    }

    private void awaitDead(String queue) {
        await().until(() -> queues.one(queue).count(JobState.DEAD) == JOBS);
    }

    private void enqueue(String queue, String id, String type) {
        enqueuer.enqueue(job(queue, id, type));
    }

    private static NewJob job(String queue, String id, String type) {
        Rules once = Samples.rules(1, null, null);
        return NewJob.of(type)
                .queue(queue)
                .id(id, "h")
                .payload("{\"failures\": 9}")
                .rules(once);
    }
}
