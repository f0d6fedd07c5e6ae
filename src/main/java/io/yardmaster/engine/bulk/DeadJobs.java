package io.yardmaster.engine.bulk;

import io.yardmaster.engine.operation.BulkPlan;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.operation.Operations;
import io.yardmaster.engine.operation.Pace;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.store.QueueStore;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Bulk acts on the dead jobs of a queue, on what was dead when they were called. All throw UnknownQueueException. */
@Singleton
public class DeadJobs {
    private static final int SAMPLES = 5;

    private final DeadShelves shelves;
    private final QueueStore queues;
    private final Operations operations;
    private final KeyConflicts conflicts;
    private final InstantSource clock;

    DeadJobs(
            DeadShelves shelves,
            QueueStore queues,
            Operations operations,
            KeyConflicts conflicts,
            InstantSource clock) {
        this.shelves = shelves;
        this.queues = queues;
        this.operations = operations;
        this.conflicts = conflicts;
        this.clock = clock;
    }

    /** What {@link #retryAll} would do; changes nothing. */
    public DeadPreview previewRetry(String queue, DeadFilter filter) {
        checkQueue(queue);
        long until = until(filter);
        List<String> among = shelves.of(queue, filter);
        DeadPreview all = preview(queue, filter, until, among);
        DeadSlices walk = walk(queue, filter, until, among);
        return new DeadPreview(all.matched(), conflicts.count(queue, all.matched(), walk), 0, all.samples());
    }

    /** What {@link #purge} would do; changes nothing. */
    public DeadPreview preview(String queue, DeadFilter filter) {
        checkQueue(queue);
        return preview(queue, filter, until(filter), shelves.of(queue, filter));
    }

    private DeadPreview preview(String queue, DeadFilter filter, long until, List<String> among) {
        List<String> mixed =
                among.stream().filter(shelf -> shelves.isMixed(shelf, filter)).toList();
        List<String> pure =
                among.stream().filter(shelf -> !mixed.contains(shelf)).toList();
        List<JobView> samples = new ArrayList<>();
        DeadSlices sampled = walk(queue, filter, until, pure);
        while (!sampled.isOver() && samples.size() < SAMPLES) {
            addTo(samples, sampled.slice());
        }
        long matched = shelves.count(queue, pure, until);
        DeadSlices counted = walk(queue, filter, until, mixed);
        while (!counted.isOver()) {
            List<JobView> views = counted.slice();
            addTo(samples, views);
            matched += views.size();
        }
        return new DeadPreview(matched, samples);
    }

    private static void addTo(List<JobView> samples, List<JobView> views) {
        views.stream().limit(SAMPLES - samples.size()).forEach(samples::add);
    }

    /**
     * Puts them back to waiting, but those whose unique key another job holds, which count as failed. Returns as {@link
     * Operations#run} does.
     *
     * @param ratePerMinute at most so many a minute, {@value Pace#LEAST}..{@value Pace#MOST}; null for at once
     * @param by who asks, for the record
     */
    public Operation retryAll(String queue, DeadFilter filter, Integer ratePerMinute, Actor by) {
        return start(BulkPlan.RETRY_ALL, queue, filter, Pace.of(ratePerMinute), by);
    }

    /** Removes them for good; returns like {@link #retryAll}. */
    public Operation purge(String queue, DeadFilter filter, Actor by) {
        return start(BulkPlan.PURGE, queue, filter, null, by);
    }

    /** False while a purge is final at once, since the store's memory is nearly full. */
    public boolean keepsAside() {
        return operations.keepsAside();
    }

    /** How many a filter without a type means now: those in its shelves, all of which it takes. */
    public long count(String queue, DeadFilter filter) {
        checkQueue(queue);
        return shelves.count(queue, shelves.of(queue, filter), until(filter));
    }

    private Operation start(String kind, String queue, DeadFilter filter, Pace pace, Actor by) {
        checkQueue(queue);
        long until = until(filter);
        List<String> among = shelves.of(queue, filter);
        BulkPlan plan = plan(kind, queue, filter, until, among).at(pace);
        return operations.run(plan, shelves.count(queue, among, until), by);
    }

    /** A walk that only looks. */
    private DeadSlices walk(String queue, DeadFilter filter, long until, List<String> among) {
        return new DeadSlices(shelves, plan(BulkPlan.PURGE, queue, filter, until, among), List::size);
    }

    private static BulkPlan plan(String kind, String queue, DeadFilter filter, long until, List<String> among) {
        return new BulkPlan(kind, queue, JobState.DEAD, filter.type(), until, among, null, null);
    }

    private long until(DeadFilter filter) {
        return clock.millis() - filter.olderThanMs();
    }

    private void checkQueue(String queue) {
        UnknownQueueException.unless(queues.exists(queue), queue);
    }
}
