package io.yardmaster.engine.bulk;

import static org.awaitility.Awaitility.await;

import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Samples;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Queues for one test, most of them paused, which other tests of the same server must not meet. */
@Singleton
public class TestQueues {
    private static final long YEAR_MS = Duration.ofDays(365).toMillis();

    private final Enqueuer enqueuer;
    private final Jobs jobs;
    private final Queues queues;
    private final Cleaning cleaning;
    private final Set<String> mine = new LinkedHashSet<>();

    TestQueues(Enqueuer enqueuer, Jobs jobs, Queues queues, Cleaning cleaning) {
        this.enqueuer = enqueuer;
        this.jobs = jobs;
        this.queues = queues;
        this.cleaning = cleaning;
    }

    /** A paused queue; made by a job of next year, which is removed again. */
    void pause(String queue) {
        mine.add(queue);
        NewJob nextYear = NewJob.of("demo.noop").queue(queue).due(new NewJob.Due.After(YEAR_MS));
        String id = enqueuer.enqueue(nextYear).job().id();
        queues.pause(queue);
        jobs.delete(queue, id);
    }

    /** Jobs that wait in a paused queue, each with the first word of its name as a tag. */
    void waiting(String queue, String... ids) {
        pause(queue);
        for (String id : ids) {
            enqueuer.enqueue(NewJob.of("demo.noop").queue(queue).id(id, "h").tags(tags(queue)));
        }
    }

    /** Jobs that die, with the same tag. */
    void die(String queue, String... ids) {
        mine.add(queue);
        for (String id : ids) {
            enqueuer.enqueue(NewJob.of("demo.fail")
                    .queue(queue)
                    .id(id, "h")
                    .tags(tags(queue))
                    .payload("{\"failures\": 9}")
                    .rules(Samples.rules(1, null, null)));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> queues.one(queue).count(JobState.DEAD) == ids.length);
    }

    private static List<String> tags(String queue) {
        return List.of(queue.split("-")[0]);
    }

    /** Removes them with all that they hold. */
    void remove() {
        for (String queue : mine) {
            for (JobState state : Cleaning.STATES) {
                cleaning.clean(new Cleaning.Which(queue, state, 0), Actor.SERVER);
            }
            queues.delete(queue);
        }
        mine.clear();
    }
}
