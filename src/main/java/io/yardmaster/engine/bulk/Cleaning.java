package io.yardmaster.engine.bulk;

import io.yardmaster.engine.bulk.StateSlices.Readers;
import io.yardmaster.engine.operation.BulkPlan;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.operation.Operations;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.engine.search.JobFilter;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.workflow.MemberStore;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Removes the jobs of one state of a queue that are old enough, as they were when it was called. */
@Singleton
public class Cleaning {
    /** The states that can be cleaned: all but those of jobs that run, or wait for others of their workflow. */
    public static final Set<JobState> STATES = Set.copyOf(EnumSet.of(
            JobState.WAITING,
            JobState.SCHEDULED,
            JobState.RETRYING,
            JobState.COMPLETED,
            JobState.DEAD,
            JobState.CANCELLED));

    private static final int SAMPLES = 5;
    /** So many completed jobs are looked at for members of workflows, so that a preview stays quick. */
    static final int MOST_MEMBERS = 50_000;

    private final Readers readers;
    private final QueueStore queues;
    private final Operations operations;
    private final MemberStore members;
    private final InstantSource clock;

    Cleaning(Readers readers, QueueStore queues, Operations operations, MemberStore members, InstantSource clock) {
        this.readers = readers;
        this.queues = queues;
        this.operations = operations;
        this.members = members;
        this.clock = clock;
    }

    /**
     * Which jobs.
     *
     * @param state one of {@link #STATES}
     * @param olderThanMs of a final state since the end, of another since the enqueue; 0 = all
     */
    public record Which(String queue, JobState state, long olderThanMs) {}

    /** What {@link #clean} would do; changes nothing. @throws UnknownQueueException */
    public DeadPreview preview(Which which) {
        checkQueue(which);
        long until = until(which);
        boolean counts = !which.state().isFinal() && which.olderThanMs() > 0;
        boolean stays = which.state() == JobState.COMPLETED;
        long matched = counts ? 0 : count(which, until);
        long needed = 0;
        List<JobView> samples = new ArrayList<>();
        StateSlices walk = walk(readers, plan(which, until), List::size);
        int seen = 0;
        while (!walk.isOver() && (counts || stays && seen < MOST_MEMBERS || samples.size() < SAMPLES)) {
            List<JobView> views = walk.slice();
            seen += views.size();
            needed += stays ? needed(which.queue(), views).size() : 0;
            views.stream().limit(SAMPLES - samples.size()).forEach(samples::add);
            matched += counts ? views.size() : 0;
        }
        return new DeadPreview(matched, 0, needed, samples);
    }

    /** The ids of those that stay when completed jobs are removed: their workflows go on and may need their results. */
    Set<String> needed(String queue, List<JobView> views) {
        List<String> ids = views.stream()
                .filter(view -> view.job().member() != null)
                .map(view -> view.job().id())
                .toList();
        return ids.isEmpty() ? Set.of() : members.members(queue, ids);
    }

    /**
     * Removes them for good. Returns as {@link Operations#run} does.
     *
     * @param by who asks, for the record
     * @throws UnknownQueueException
     */
    public Operation clean(Which which, Actor by) {
        checkQueue(which);
        long until = until(which);
        return operations.run(plan(which, until), count(which, until), by);
    }

    /** A walk over those that are old enough: of a final state since their end, of another since they were made. */
    static StateSlices walk(Readers readers, BulkPlan plan, Acts.Act act) {
        boolean ended = plan.state().isFinal();
        return new StateSlices(
                readers, plan, JobFilter.ALL, view -> ended || view.job().createdAt() <= plan.until(), act);
    }

    private static BulkPlan plan(Which which, long until) {
        return new BulkPlan(BulkPlan.CLEAN, which.queue(), which.state(), null, until, List.of(), null, null);
    }

    private long count(Which which, long until) {
        return which.state().isFinal()
                ? readers.places().countUntil(which.queue(), which.state(), until)
                : queues.survey(List.of(which.queue())).getFirst().counts().get(which.state());
    }

    private long until(Which which) {
        return clock.millis() - which.olderThanMs();
    }

    private void checkQueue(Which which) {
        UnknownQueueException.unless(queues.exists(which.queue()), which.queue());
    }
}
