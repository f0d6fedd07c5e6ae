package io.yardmaster.engine.bulk;

import io.yardmaster.engine.bulk.Selection.SelectionPreview;
import io.yardmaster.engine.bulk.Selection.TooWideException;
import io.yardmaster.engine.operation.BulkPlan;
import io.yardmaster.engine.search.JobFilter;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.JobView;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.workflow.MemberStore;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Counts what an act on a selection would do. */
@Singleton
class SelectionCounts {
    /** So many jobs are looked at before an act; where more would have to be, it is refused. */
    static final long MOST_LOOKS = 100_000;
    /** An act is an operation for each queue, and of no more than so many. */
    static final int MOST_QUEUES = 50;

    private static final int SAMPLES = 5;
    /** So many selections are counted at once: each reads whole jobs. */
    private static final int AT_ONCE = 2;
    /** A moment so long ago is not now: what has come since then counts. */
    private static final long NOW_MS = 1_000;

    private final Acts acts;
    private final Readers readers;
    private final KeyConflicts conflicts;
    private final Cleaning cleaning;
    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** What it reads. */
    @Singleton
    record Readers(PlaceReader places, QueueStore queues, MemberStore members) {}

    SelectionCounts(Acts acts, Readers readers, KeyConflicts conflicts, Cleaning cleaning, InstantSource clock) {
        this.acts = acts;
        this.readers = readers;
        this.conflicts = conflicts;
        this.cleaning = cleaning;
        this.clock = clock;
    }

    /** What its plans would do. @throws TooWideException */
    SelectionPreview of(Selection asked, List<BulkPlan> plans) {
        turns.acquireUninterruptibly();
        try {
            Counting counting = new Counting(asked);
            plans.forEach(counting::add);
            return counting.preview();
        } finally {
            turns.release();
        }
    }

    /** A preview in the making. */
    private final class Counting {
        private final Selection asked;
        private final boolean removesCompleted;
        private final Map<String, Long> queues = new LinkedHashMap<>();
        private final Map<String, Long> excluded = new LinkedHashMap<>();
        private final List<JobView> samples = new ArrayList<>();
        private long matched;
        private long looked;

        Counting(Selection asked) {
            this.asked = asked;
            this.removesCompleted = asked.verb() == JobVerb.DELETE && asked.state() == JobState.COMPLETED;
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
            long there = lookAtAll(plan);
            long known = readers.members.states(plan.queue(), plan.shelves()).size();
            exclude(
                    Selection.GONE,
                    Math.min(plan.shelves().size() - there, plan.shelves().size() - known));
            exclude(Selection.STATE, Math.max(0, known - there));
            return plan.shelves().size();
        }

        private long fitting(BulkPlan plan) {
            boolean whole = plan.type() == null && plan.match().isAny();
            boolean known = plan.state().isFinal() || clock.millis() - plan.until() < NOW_MS;
            if (!whole || !known) {
                return lookAtAll(plan);
            }
            JobSlices some = walk(plan);
            long most = removesCompleted ? Cleaning.MOST_MEMBERS : 0;
            while (!some.isOver() && some.looked() < MOST_LOOKS && (samples.size() < SAMPLES || some.looked() < most)) {
                look(plan.queue(), some.slice());
            }
            return count(plan);
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

        private long lookAtAll(BulkPlan plan) {
            long there = 0;
            JobSlices walk = walk(plan);
            while (!walk.isOver()) {
                List<JobView> views = walk.slice();
                if (looked + walk.looked() > MOST_LOOKS) {
                    throw new TooWideException("more than " + MOST_LOOKS
                            + " jobs would have to be looked at: choose a queue"
                            + (JobFilter.isByTime(asked.state()) ? ", or a shorter time" : ", or pick the jobs"));
                }
                look(plan.queue(), views);
                there += views.size();
            }
            looked += walk.looked();
            return there;
        }

        private void look(String queue, List<JobView> views) {
            Set<String> needed = removesCompleted ? cleaning.needed(queue, views) : Set.of();
            exclude(Selection.WORKFLOW, needed.size());
            List<JobView> eligible = views.stream()
                    .filter(view -> !needed.contains(view.job().id()))
                    .toList();
            int wanted = SAMPLES - samples.size();
            if (wanted > 0) {
                List<JobView> free = asked.verb() == JobVerb.RETRY ? conflicts.free(queue, eligible) : eligible;
                free.stream().limit(wanted).forEach(samples::add);
            }
        }

        private void exclude(String reason, long jobs) {
            if (jobs > 0) {
                excluded.merge(reason, jobs, Long::sum);
            }
        }

        private JobSlices walk(BulkPlan plan) {
            return acts.selected(plan, List::size);
        }
    }
}
