package io.yardmaster.engine.bulk;

import io.yardmaster.engine.operation.BulkPlan;
import io.yardmaster.engine.operation.Operations;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Work;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.PlaceReader.Place;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Walks over the jobs of one state of a queue, in the state's own order, and acts on those that are old enough: of a
 * final state those that ended by a certain time, of another those that were made by then.
 */
final class StateSlices implements Operations.Slices {
    private static final int SLICE = 200;
    /** Sorts behind every id, so that the walk begins with the first job of the moment. */
    private static final String BEHIND_ALL = "~";

    /** What it reads. */
    @Singleton
    record Readers(JobReader jobs, PlaceReader places) {}

    private final Readers readers;
    private final BulkPlan plan;
    private final Acts.Act act;
    private Place at;
    private boolean over;

    StateSlices(Readers readers, BulkPlan plan, Acts.Act act) {
        this.readers = readers;
        this.plan = plan;
        this.act = act;
        Place first = plan.state().isFinal() ? new Place(plan.queue(), BEHIND_ALL, plan.until()) : null;
        this.at = plan.at() == null ? first : plan.at();
    }

    @Override
    public BulkPlan plan() {
        return plan.at(List.of(), at);
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public int next() {
        List<JobView> jobs = slice();
        return jobs.isEmpty() ? 0 : act.on(jobs);
    }

    @Override
    public long failed() {
        return act.failed();
    }

    /** The jobs of the next slice that are old enough; may be empty before the walk is over. */
    List<JobView> slice() {
        List<Place> places = readers.places().places(List.of(plan.queue()), plan.state(), at, Work.atOnce(SLICE));
        over = places.size() < Work.atOnce(SLICE);
        at = places.isEmpty() ? at : places.getLast();
        return readers
                .jobs()
                .findAll(plan.queue(), places.stream().map(Place::id).toList())
                .stream()
                .filter(view -> view.state() == plan.state())
                .filter(view -> plan.state().isFinal() || view.job().createdAt() <= plan.until())
                .toList();
    }
}
