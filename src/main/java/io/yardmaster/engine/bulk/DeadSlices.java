package io.yardmaster.engine.bulk;

import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.PlaceReader.Place;
import java.util.List;

/**
 * Walks over the dead jobs of a queue that died by a certain time, last died first, and acts on those that match. One
 * that was retried and died again meanwhile died later, and is not met.
 */
final class DeadSlices implements Operations.Slices {
    private static final int SLICE = 200;
    /** Sorts behind every id, so that the walk begins with the first job of the moment. */
    private static final String BEHIND_ALL = "~";

    /** What it reads. */
    record Readers(JobReader jobs, PlaceReader places) {}

    private final Readers readers;
    private final String queue;
    private final DeadFilter filter;
    private final Operations.Act act;
    private Place at;

    DeadSlices(Readers readers, String queue, DeadFilter filter, long until, Operations.Act act) {
        this.readers = readers;
        this.queue = queue;
        this.filter = filter;
        this.act = act;
        this.at = new Place(queue, BEHIND_ALL, until);
    }

    @Override
    public boolean isOver() {
        return at == null;
    }

    @Override
    public int next() {
        List<JobView> jobs = slice();
        return jobs.isEmpty() ? 0 : act.on(jobs);
    }

    /** The jobs of the next slice that match; may be empty before the walk is over. */
    List<JobView> slice() {
        List<Place> places = readers.places().places(List.of(queue), JobState.DEAD, at, SLICE);
        at = places.size() < SLICE ? null : places.getLast();
        return readers.jobs().findAll(queue, places.stream().map(Place::id).toList()).stream()
                .filter(view -> view.state() == JobState.DEAD)
                .filter(view ->
                        filter.type() == null || filter.type().equals(view.job().type()))
                .toList();
    }
}
