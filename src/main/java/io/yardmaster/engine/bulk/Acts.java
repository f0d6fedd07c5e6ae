package io.yardmaster.engine.bulk;

import io.yardmaster.engine.bulk.StateSlices.Readers;
import io.yardmaster.engine.operation.Aside;
import io.yardmaster.engine.operation.BulkPlan;
import io.yardmaster.engine.operation.BulkPlan.Match;
import io.yardmaster.engine.operation.Walks;
import io.yardmaster.engine.operation.Walks.Slices;
import io.yardmaster.engine.search.JobFilter;
import io.yardmaster.engine.search.Masking;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.JobStore.Moved;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Removal.Part;
import io.yardmaster.store.call.Written;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** What bulk acts do to the jobs of a slice. Each can be done again to the same jobs: what was done is not met twice. */
@Singleton
class Acts implements Walks {
    private final DeadShelves shelves;
    private final Readers readers;
    private final JobStore jobs;
    private final Masking masking;
    private final InstantSource clock;

    /** @param masking knows what people may see of a payload or an error */
    Acts(DeadShelves shelves, Readers readers, JobStore jobs, Masking masking, InstantSource clock) {
        this.shelves = shelves;
        this.readers = readers;
        this.jobs = jobs;
        this.masking = masking;
        this.clock = clock;
    }

    /** Does something to some jobs. */
    @FunctionalInterface
    interface Act {
        /** Returns how many it was done to. */
        int on(List<JobView> jobs);

        /** To how many it could not be done so far. */
        default long failed() {
            return 0;
        }
    }

    @Override
    public Slices of(BulkPlan plan, Aside aside) {
        return switch (plan.kind()) {
            case BulkPlan.RETRY_ALL -> new DeadSlices(shelves, plan, new RetryAct(plan, aside));
            case BulkPlan.PURGE -> new DeadSlices(shelves, plan, views -> remove(plan, aside, views));
            case BulkPlan.CLEAN -> Cleaning.walk(readers, plan, views -> remove(plan, aside, views));
            case BulkPlan.RETRY -> selected(plan, new RetryAct(plan, aside));
            case BulkPlan.CANCEL -> selected(plan, new CountingAct(views -> cancel(plan, views)));
            case BulkPlan.DELETE -> selected(plan, new CountingAct(views -> remove(plan, aside, views)));
            default -> throw new IllegalArgumentException("no bulk act is called " + plan.kind());
        };
    }

    /** A walk over a selection: the jobs that were picked one by one, or those that its plan fits. */
    JobSlices selected(BulkPlan plan, Act act) {
        Predicate<JobView> there = view -> view.state() == plan.state() && Selection.arrivedAt(view) <= plan.until();
        Match match = plan.match();
        if (match == null) {
            return new PickedSlices(readers.jobs(), plan, there, act);
        }
        UnaryOperator<String> seen = match.masked() ? masking::json : UnaryOperator.identity();
        JobFilter filter = new JobFilter(plan.type(), match.tag(), match.text(), match.from(), match.to(), seen);
        return new StateSlices(readers, plan, filter, there, act);
    }

    /** Does something to slices of jobs; those it was not done to have failed. */
    private static final class CountingAct implements Act {
        private final ToIntFunction<List<JobView>> act;
        private long failed;

        CountingAct(ToIntFunction<List<JobView>> act) {
            this.act = act;
        }

        @Override
        public int on(List<JobView> views) {
            int done = act.applyAsInt(views);
            failed += views.size() - done;
            return done;
        }

        @Override
        public long failed() {
            return failed;
        }
    }

    /** Retries slices of jobs, each once: a job that died again since then, or since it was read, stays dead. */
    private final class RetryAct implements Act {
        private final BulkPlan plan;
        private final Aside aside;
        private long failed;

        RetryAct(BulkPlan plan, Aside aside) {
            this.plan = plan;
            this.aside = aside;
        }

        @Override
        public int on(List<JobView> views) {
            return aside.slice(part -> retried(views, part));
        }

        private int retried(List<JobView> views, Part part) {
            List<Moved> all = retry(plan.queue(), views, plan.until(), part);
            failed += all.stream().filter(moved -> moved.holder() != null).count();
            return (int) all.stream().filter(Moved::done).count();
        }

        @Override
        public long failed() {
            return failed;
        }
    }

    List<Moved> retry(String queue, List<JobView> views, long until, Part aside) {
        long now = clock.millis();
        List<Move> moves = views.stream()
                .filter(view -> Selection.arrivedAt(view) <= until)
                .map(view ->
                        Move.of(view, JobState.WAITING, new Written(view.job().afresh(null, now), null)))
                .toList();
        return jobs.moveAll(queue, moves, aside);
    }

    /** Runs that go on are asked to stop. */
    private int cancel(BulkPlan plan, List<JobView> views) {
        List<Move> moves = views.stream()
                .map(view ->
                        Move.of(view, JobState.CANCELLED, new Written(view.job(), new Ending(Reason.BY_USER, null))))
                .toList();
        return (int) jobs.move(plan.queue(), moves).stream()
                .filter(Boolean::booleanValue)
                .count();
    }

    private int remove(BulkPlan plan, Aside aside, List<JobView> views) {
        Long until = plan.state().isFinal() ? plan.until() : null;
        List<String> ids = views.stream().map(view -> view.job().id()).toList();
        return aside.slice(part ->
                jobs.remove(plan.queue(), plan.state(), until, ids, part).size());
    }
}
