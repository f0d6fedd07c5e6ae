package io.yardmaster.engine.bulk;

import io.yardmaster.engine.operation.BulkPlan;
import io.yardmaster.engine.search.JobFilter;
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
    private static final int SLICE = 200;
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
    private long looked;

    StateSlices(Readers readers, BulkPlan plan, Predicate<JobView> meant, Acts.Act act) {
        this.readers = readers;
        this.plan = plan;
        this.meant = meant;
        this.act = act;
        this.at = plan.at() == null ? first() : plan.at();
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
    public long looked() {
        return looked;
    }

    @Override
    public List<JobView> slice() {
        List<Place> places = readers.places().places(List.of(plan.queue()), plan.state(), at, Work.atOnce(SLICE));
        at = places.isEmpty() ? at : places.getLast();
        over = places.size() < Work.atOnce(SLICE) || isBeyond(at);
        looked += places.size();
        return readers
                .jobs()
                .findAll(plan.queue(), places.stream().map(Place::id).toList())
                .stream()
                .filter(view -> view.state() == plan.state())
                .filter(meant)
                .toList();
    }

    /** The place before the first that can be meant; null for the first of all. */
    private Place first() {
        if (plan.state().isFinal()) {
            return new Place(plan.queue(), BEHIND_ALL, to() == null ? plan.until() : Math.min(plan.until(), to() - 1));
        }
        boolean later = from() != null && JobFilter.isByTime(plan.state());
        return later ? new Place(plan.queue(), BEHIND_ALL, from() - 1) : null;
    }

    /** True for a place after all that can be meant. */
    private boolean isBeyond(Place place) {
        if (place == null || !JobFilter.isByTime(plan.state())) {
            return false;
        }
        return plan.state().isFinal()
                ? from() != null && place.score() < from()
                : to() != null && place.score() >= to();
    }

    private Long from() {
        return plan.match() == null ? null : plan.match().from();
    }

    private Long to() {
        return plan.match() == null ? null : plan.match().to();
    }
}
