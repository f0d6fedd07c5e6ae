package io.yardmaster.engine.bulk;

import io.yardmaster.engine.bulk.DeadSlices.Readers;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.JobStore.Move;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.call.Written;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bulk acts on the dead jobs of a queue, on what was dead when they were called. All throw UnknownQueueException. */
@Singleton
public class DeadJobs {
    private static final int SAMPLES = 5;

    private final Readers readers;
    private final JobStore jobs;
    private final QueueStore queues;
    private final Operations operations;
    private final InstantSource clock;

    DeadJobs(
            JobReader reader,
            PlaceReader places,
            JobStore jobs,
            QueueStore queues,
            Operations operations,
            InstantSource clock) {
        this.readers = new Readers(reader, places);
        this.jobs = jobs;
        this.queues = queues;
        this.operations = operations;
        this.clock = clock;
    }

    /** What {@link #retryAll} or {@link #purge} would do; changes nothing. */
    public DeadPreview preview(String queue, DeadFilter filter) {
        checkQueue(queue);
        long until = until(filter);
        boolean counts = filter.type() != null;
        long matched = counts ? 0 : readers.places().countUntil(queue, JobState.DEAD, until);
        List<JobView> samples = new ArrayList<>();
        DeadSlices walk = new DeadSlices(readers, queue, filter, until, List::size);
        while (!walk.isOver() && (counts || samples.size() < SAMPLES)) {
            List<JobView> views = walk.slice();
            views.stream().limit(SAMPLES - samples.size()).forEach(samples::add);
            matched += counts ? views.size() : 0;
        }
        return new DeadPreview(matched, samples);
    }

    /**
     * Puts them back to waiting. Returns when done, or after about 3 s with an operation that goes on in the background.
     *
     * @param by who asks, for the record
     */
    public Operation retryAll(String queue, DeadFilter filter, Actor by) {
        long until = until(filter);
        return start("retry-all", queue, filter, by, views -> retry(queue, views, until));
    }

    /** Removes them for good; returns like {@link #retryAll}. */
    public Operation purge(String queue, DeadFilter filter, Actor by) {
        long until = until(filter);
        return start(
                "purge",
                queue,
                filter,
                by,
                views -> jobs.remove(
                                queue,
                                JobState.DEAD,
                                until,
                                views.stream().map(view -> view.job().id()).toList())
                        .size());
    }

    /** An operation of the last day; empty when there is none of that id. */
    public Optional<Operation> operation(String id) {
        return operations.one(id);
    }

    /** The operations of the last day, newest first, at most 100. */
    public List<Operation> operations() {
        return operations.all();
    }

    private Operation start(String kind, String queue, DeadFilter filter, Actor by, Operations.Act act) {
        checkQueue(queue);
        long until = until(filter);
        long total = readers.places().countUntil(queue, JobState.DEAD, until);
        return operations.run(kind, queue, total, by, new DeadSlices(readers, queue, filter, until, act));
    }

    /** One round a call: a job that died again since then, or since it was read, stays dead. */
    int retry(String queue, List<JobView> views, long until) {
        long now = clock.millis();
        List<Move> moves = views.stream()
                .filter(view -> view.standing().finishedAt() <= until)
                .map(view -> new Move(
                        view.job().id(),
                        JobState.DEAD,
                        JobState.WAITING,
                        view.unreadable() == null ? new Written(view.job().afresh(null, now), null) : Written.NOTHING,
                        view.standing().finishedAt()))
                .toList();
        return (int) jobs.move(queue, moves).stream().filter(moved -> moved).count();
    }

    private long until(DeadFilter filter) {
        return clock.millis() - filter.olderThanMs();
    }

    private void checkQueue(String queue) {
        if (!queues.exists(queue)) {
            throw new UnknownQueueException(queue);
        }
    }
}
