package io.yardmaster.engine.bulk;

import io.yardmaster.engine.operation.BulkPlan;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Work;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.PlaceReader.Place;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;

/**
 * Walks over the jobs of one state of a queue, in the state's own order, and acts on those that are meant. Of a final
 * state it begins with those that ended by a certain time.
 */
final class StateSlices implements JobSlices {
    static final int SLICE = 200;
    /** Sorts behind every id, so that the walk begins with the first job of the moment. */
    private static final String BEHIND_ALL = "~";

    /** What it reads. */
    @Singleton
    record Readers(JobReader jobs, PlaceReader places) {}

    private final Readers readers;
    private final BulkPlan plan;
    private final Predicate<JobView> meant;
    private final Acts.Act act;
    private Place at;
    private boolean over;

    StateSlices(Readers readers, BulkPlan plan, Predicate<JobView> meant, Acts.Act act) {
        this.readers = readers;
        this.plan = plan;
        this.meant = meant;
        this.act = act;
        Place first = plan.state().isFinal() ? new Place(plan.queue(), BEHIND_ALL, last(plan)) : null;
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
    public Acts.Act act() {
        return act;
    }

    @Override
    public List<JobView> slice() {
        List<Place> places = readers.places().places(List.of(plan.queue()), plan.state(), at, Work.atOnce(SLICE));
        at = places.isEmpty() ? at : places.getLast();
        over = places.size() < Work.atOnce(SLICE) || isBefore(at);
        return readers
                .jobs()
                .findAll(plan.queue(), places.stream().map(Place::id).toList())
                .stream()
                .filter(view -> view.state() == plan.state())
                .filter(meant)
                .toList();
    }

    /** The last end of a final state that can be meant. */
    private static long last(BulkPlan plan) {
        boolean bounded = plan.match() != null && plan.match().to() != null;
        return bounded ? Math.min(plan.until(), plan.match().to() - 1) : plan.until();
    }

    /** True for a place of a final state that ended before all that can be meant. */
    private boolean isBefore(Place place) {
        return plan.state().isFinal()
                && plan.match() != null
                && plan.match().from() != null
                && place.score() < plan.match().from();
    }
}
