package io.yardmaster.engine.bulk;

import io.yardmaster.engine.operation.BulkPlan;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Work;
import io.yardmaster.store.PlaceReader.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Walks over the dead jobs of a queue that died by a certain time, last died first in each of the sets that hold them,
 * and acts on those that match. One that was retried and died again meanwhile died later, and is not met.
 */
final class DeadSlices implements JobSlices {
    private static final int SLICE = 200;
    /** Sorts behind every id, so that the walk begins with the first job of the moment. */
    private static final String BEHIND_ALL = "~";

    private final DeadShelves shelves;
    private final BulkPlan plan;
    private final Acts.Act act;
    private final Deque<String> left;
    private final Place first;
    private Place at;
    private long looked;

    /** @param plan whose shelves are those that its filter names, as {@link DeadShelves#of} */
    DeadSlices(DeadShelves shelves, BulkPlan plan, Acts.Act act) {
        this.shelves = shelves;
        this.plan = plan;
        this.act = act;
        this.left = new ArrayDeque<>(plan.shelves());
        this.first = new Place(plan.queue(), BEHIND_ALL, plan.until());
        this.at = plan.at() == null ? first : plan.at();
    }

    @Override
    public BulkPlan plan() {
        return plan.at(List.copyOf(left), at);
    }

    @Override
    public boolean isOver() {
        return left.isEmpty();
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
        int most = plan.slice(Work.atOnce(SLICE));
        int seen = plan.type() == null ? most : Work.atOnce(SLICE); // of a type there may be one in hundreds
        List<Place> places = shelves.places(plan.queue(), left.peek(), at, seen);
        looked += places.size();
        List<JobView> meant = meant(places);
        if (meant.size() > most) {
            return upTo(meant.subList(0, most), places);
        }
        boolean ends = places.size() < seen;
        at = ends ? first : places.getLast();
        if (ends) {
            left.poll();
        }
        return meant;
    }

    /** Goes no further than to the last of these jobs. */
    private List<JobView> upTo(List<JobView> few, List<Place> places) {
        String last = few.getLast().job().id();
        at = places.stream()
                .filter(place -> place.id().equals(last))
                .findFirst()
                .orElseThrow();
        return few;
    }

    private List<JobView> meant(List<Place> places) {
        return shelves
                .jobs()
                .findAll(plan.queue(), places.stream().map(Place::id).toList())
                .stream()
                .filter(view -> view.state() == JobState.DEAD)
                .filter(view ->
                        plan.type() == null || plan.type().equals(view.job().type()))
                .toList();
    }
}
