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
    private final JobFilter filter;
    private final Predicate<JobView> meant;
    private final Acts.Act act;
    private Place at;
    private boolean over;
    private long looked;

    StateSlices(Readers readers, BulkPlan plan, JobFilter filter, Predicate<JobView> meant, Acts.Act act) {
        this.readers = readers;
        this.plan = plan;
        this.filter = filter;
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
        over = places.size() < Work.atOnce(SLICE) || at != null && filter.isBeyond(plan.state(), at.score());
        looked += places.size();
        return readers
                .jobs()
                .findAll(plan.queue(), places.stream().map(Place::id).toList())
                .stream()
                .filter(view -> view.state() == plan.state())
                .filter(meant.and(filter::fits))
                .toList();
    }

    /** The place before the first that can be meant; null for the first of all. */
    private Place first() {
        Long first = filter.first(plan.state());
        if (plan.state().isFinal()) {
            return new Place(plan.queue(), BEHIND_ALL, first == null ? plan.until() : Math.min(plan.until(), first));
        }
        return first == null ? null : new Place(plan.queue(), BEHIND_ALL, first - 1);
    }
}
