package io.yardmaster.web.console;

import io.yardmaster.Patience;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.jobs.UnknownJobException;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Samples;
import io.yardmaster.job.Work;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;

/** Puts jobs into the server that a test looks at, and waits for what becomes of them. */
@Singleton
public class ConsoleYard {

    private final Enqueuer enqueuer;
    private final Jobs jobs;
    private final Queues queues;

    public ConsoleYard(Enqueuer enqueuer, Jobs jobs, Queues queues) {
        this.enqueuer = enqueuer;
        this.jobs = jobs;
        this.queues = queues;
    }

    /** Enqueues a job that dies in its first attempt, and waits until it is dead. */
    public Job dead(String queue, String type, String payload) {
        Job job = once(queue, type, payload, NewJob.Due.NOW, List.of());
        await(job, JobState.DEAD);
        return job;
    }

    /** The same for many at once; what each dies of is the same. */
    public void dead(String queue, int count) {
        Rules options = Samples.rules(1, null, null);
        NewJob request =
                NewJob.of("demo.fail").queue(queue).payload("{\"failures\":1}").rules(options);
        enqueuer.enqueueAll(Collections.nCopies(count, request));
        Patience.await(count + " are dead").until(() -> count(queue) == count);
    }

    /** Dead jobs of a queue. */
    public long count(String queue) {
        return queues.one(queue).count(JobState.DEAD);
    }

    /** Enqueues a job that runs in an hour. */
    public Job later(String queue, String payload, List<String> tags) {
        return once(queue, "demo.noop", payload, new NewJob.Due.After(3_600_000), tags);
    }

    /** Enqueues a job that does nothing, for a queue that is paused. */
    public Job waiting(String queue) {
        return once(queue, "demo.noop", "{}", NewJob.Due.NOW, List.of());
    }

    /** Enqueues a job that does nothing and waits until it is done. */
    public Job done(String queue, String payload) {
        Job job = once(queue, "demo.noop", payload, NewJob.Due.NOW, List.of());
        await(job, JobState.COMPLETED);
        return job;
    }

    public void await(Job job, JobState state) {
        Patience.await(job.id() + " is " + state.word()).until(() -> isIn(job, state));
    }

    public boolean isGone(Job job) {
        try {
            jobs.find(job.queue(), job.id());
            return false;
        } catch (UnknownJobException gone) {
            return true;
        }
    }

    private boolean isIn(Job job, JobState state) {
        return jobs.find(job.queue(), job.id()).state() == state;
    }

    private Job once(String queue, String type, String payload, NewJob.Due due, List<String> tags) {
        Rules options = Samples.rules(1, null, null);
        NewJob request = NewJob.of(type)
                .queue(queue)
                .work(new Work(type, payload, 10, tags))
                .due(due)
                .rules(options);
        return enqueuer.enqueue(request).job();
    }
}
