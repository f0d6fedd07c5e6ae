package io.yardmaster.engine.bulk;

import io.yardmaster.engine.bulk.Selection.Fitting;
import io.yardmaster.engine.bulk.Selection.Picked;
import io.yardmaster.engine.bulk.Selection.Ref;
import io.yardmaster.engine.bulk.Selection.SelectionPreview;
import io.yardmaster.engine.bulk.Selection.TooWideException;
import io.yardmaster.engine.operation.BulkPlan;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.operation.Operations;
import io.yardmaster.engine.operation.Operations.Counted;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.JobView;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.workflow.MemberStore;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Does one thing to many jobs of one state, an operation for each of their queues, after a preview. */
@Singleton
public class Selections {
    /** So many jobs are looked at before an act; where more would have to be, it is refused. */
    static final long MOST_LOOKS = 100_000;
    /** An act is an operation for each queue, and of no more than so many. */
    static final int MOST_QUEUES = 50;

    private static final int SAMPLES = 5;

    private final Acts acts;
    private final Readers readers;
    private final KeyConflicts conflicts;
    private final Cleaning cleaning;
    private final Operations operations;

    /** What it reads. */
    @Singleton
    record Readers(PlaceReader places, QueueStore queues, MemberStore members) {}

    Selections(Acts acts, Readers readers, KeyConflicts conflicts, Cleaning cleaning, Operations operations) {
        this.acts = acts;
        this.readers = readers;
        this.conflicts = conflicts;
        this.cleaning = cleaning;
        this.operations = operations;
    }

    /**
     * What {@link #run} would do now; changes nothing.
     *
     * @throws TooWideException where too many jobs would have to be looked at, or fit in too many queues
     * @throws UnknownQueueException
     */
    public SelectionPreview preview(Selection asked) {
        Counting counting = new Counting(asked);
        plans(asked).forEach(counting::add);
        return counting.preview();
    }

    /**
     * Carries it out: an operation for each queue, as {@link Operations#runAll} does. Throws what {@link #preview} throws.
     *
     * @param by who asks, for the record
     * @return empty where no job is meant
     */
    public List<Operation> run(Selection asked, Actor by) {
        Map<String, Long> counts = preview(asked).queues();
        List<Counted> plans = plans(asked).stream()
                .filter(plan -> counts.containsKey(plan.queue()))
                .map(plan -> new Counted(plan, counts.get(plan.queue())))
                .toList();
        return operations.runAll(plans, by);
    }

    /** False while a delete is final at once, since the store's memory is nearly full. */
    public boolean keepsAside() {
        return operations.keepsAside();
    }

    private List<BulkPlan> plans(Selection asked) {
        return switch (asked.which()) {
            case Picked some ->
                some.jobs().stream()
                        .distinct()
                        .collect(Collectors.groupingBy(Ref::queue, LinkedHashMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(of -> plan(asked, of.getKey(), of.getValue()))
                        .toList();
            case Fitting fitting ->
                queues(asked.state(), fitting).stream()
                        .map(queue -> new BulkPlan(
                                asked.verb().word(),
                                queue,
                                asked.state(),
                                fitting.type(),
                                asked.until(),
                                List.of(),
                                null,
                                fitting.match()))
                        .toList();
        };
    }

    private static BulkPlan plan(Selection asked, String queue, List<Ref> jobs) {
        List<String> ids = jobs.stream().map(Ref::id).toList();
        return new BulkPlan(asked.verb().word(), queue, asked.state(), null, asked.until(), ids, null, null);
    }

    private List<String> queues(JobState state, Fitting fitting) {
        if (fitting.queue() != null) {
            UnknownQueueException.unless(readers.queues.exists(fitting.queue()), fitting.queue());
            return List.of(fitting.queue());
        }
        return readers.queues.survey(readers.queues.names()).stream()
                .filter(survey -> survey.counts().get(state) > 0)
                .map(QueueStore.Survey::queue)
                .toList();
    }

    /** A preview in the making. */
    private final class Counting {
        private final Selection asked;
        private final Map<String, Long> queues = new LinkedHashMap<>();
        private final Map<String, Long> excluded = new LinkedHashMap<>();
        private final List<JobView> samples = new ArrayList<>();
        private long matched;
        private long looks;

        Counting(Selection asked) {
            this.asked = asked;
        }

        SelectionPreview preview() {
            return new SelectionPreview(matched, queues, excluded, samples);
        }

        void add(BulkPlan plan) {
            long before = left();
            long meant = plan.match() == null ? picked(plan) : fitting(plan);
            if (asked.verb() == JobVerb.RETRY && meant > 0) {
                exclude(Selection.UNIQUE, conflicts.count(plan.queue(), meant, walk(plan)));
            }
            matched += meant;
            long eligible = meant - (left() - before);
            if (eligible > 0) {
                queues.put(plan.queue(), eligible);
            }
            if (queues.size() > MOST_QUEUES) {
                throw new TooWideException("jobs of more than " + MOST_QUEUES + " queues are meant: choose a queue");
            }
        }

        private long left() {
            return excluded.values().stream().mapToLong(Long::longValue).sum();
        }

        /** The number of those that were picked, with those that are not there any more. */
        private long picked(BulkPlan plan) {
            long there = walkAll(plan);
            long known = readers.members.states(plan.queue(), plan.shelves()).size();
            exclude(Selection.GONE, plan.shelves().size() - known);
            exclude(Selection.STATE, Math.max(0, known - there));
            return plan.shelves().size();
        }

        private long fitting(BulkPlan plan) {
            boolean all = plan.type() == null && plan.match().isAny();
            long count = all ? count(plan) : walkAll(plan);
            if (all) {
                JobSlices some = walk(plan);
                while (!some.isOver() && samples.size() < SAMPLES) {
                    sample(some.slice());
                }
            }
            return count;
        }

        private long count(BulkPlan plan) {
            return plan.state().isFinal()
                    ? readers.places.countUntil(plan.queue(), plan.state(), plan.until())
                    : readers.queues
                            .survey(List.of(plan.queue()))
                            .getFirst()
                            .counts()
                            .get(plan.state());
        }

        private long walkAll(BulkPlan plan) {
            long there = 0;
            JobSlices walk = walk(plan);
            while (!walk.isOver()) {
                List<JobView> views = walk.slice();
                looks += StateSlices.SLICE;
                if (looks > MOST_LOOKS) {
                    throw new TooWideException("more than " + MOST_LOOKS
                            + " jobs would have to be looked at: choose a queue, or a shorter time");
                }
                sample(views);
                there += views.size();
                if (asked.verb() == JobVerb.DELETE && asked.state() == JobState.COMPLETED) {
                    exclude(Selection.WORKFLOW, cleaning.needed(plan.queue(), views));
                }
            }
            return there;
        }

        private void exclude(String reason, long jobs) {
            if (jobs > 0) {
                excluded.merge(reason, jobs, Long::sum);
            }
        }

        private void sample(List<JobView> views) {
            views.stream().limit(SAMPLES - samples.size()).forEach(samples::add);
        }

        private JobSlices walk(BulkPlan plan) {
            return acts.selected(plan, List::size);
        }
    }
}
