package io.yardmaster.engine.bulk;

import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
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

    /** One that the test makes itself. */
    void add(String queue) {
        mine.add(queue);
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
