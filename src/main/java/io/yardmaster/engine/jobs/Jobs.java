package io.yardmaster.engine.jobs;

import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.LogLine;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.JobStore.Move;
import io.yardmaster.store.JobStore.Moved;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.PlaceReader.Place;
import io.yardmaster.store.call.Written;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at jobs and acts on one. Everywhere {@code queue} may be null: then the id's own queue number is tried first
 * and after that every queue. Each method throws {@link UnknownJobException}, {@link UnknownQueueException} (when a
 * queue is named that does not exist), {@link AmbiguousJobException}, and StoreAwayException.
 */
@Singleton
public class Jobs {
    private static final int TRIES = 5;

    private final JobFinder finder;
    private final JobReader reader;
    private final PlaceReader places;
    private final JobStore store;
    private final Enqueuer enqueuer;
    private final JobEvents events;
    private final InstantSource clock;

    /** The sides of the store that it reads and writes. */
    @Singleton
    record Stores(JobReader reader, PlaceReader places, JobStore jobs) {}

    Jobs(JobFinder finder, Stores stores, Enqueuer enqueuer, JobEvents events, InstantSource clock) {
        this.finder = finder;
        this.reader = stores.reader();
        this.places = stores.places();
        this.store = stores.jobs();
        this.enqueuer = enqueuer;
        this.events = events;
        this.clock = clock;
    }

    /** All that is known of one job. */
    public JobView find(String queue, String id) {
        return finder.find(queue, id);
    }

    /**
     * Jobs of one state in the state's own order (see the API contract), over one queue or all.
     *
     * @param queue null for all queues (merged in the state's order)
     * @param limit 1..1000
     * @param cursor from the page before; null for the first. A cursor that cannot be read: IllegalArgumentException
     */
    public Page<JobView> list(String queue, JobState state, int limit, String cursor) {
        List<String> among = finder.among(queue);
        Place after = cursor == null ? null : Cursor.read(queue, state, cursor);
        List<Place> places = this.places.places(among, state, after, limit);
        boolean more = places.size() >= limit;
        return new Page<>(views(places, state), more ? Cursor.of(state, places.getLast()) : null);
    }

    /** How many jobs of its lane run before a waiting one; null when it does not wait. */
    public Long position(JobView view) {
        return view.state() == JobState.WAITING
                ? places.rank(view.job().queue(), view.job().id()).orElse(null)
                : null;
    }

    /** The log of a job, oldest line first. @param limit 1..1000 @param cursor as in list */
    public Page<LogLine> log(String queue, String id, int limit, String cursor) {
        JobView view = find(queue, id);
        List<LogLine> all = reader.log(view.job().queue(), id);
        int from = cursor == null ? 0 : Cursor.readLine(cursor);
        int to = Math.min(all.size(), from + limit);
        return new Page<>(from >= to ? List.of() : all.subList(from, to), to < all.size() ? Cursor.ofLine(to) : null);
    }

    /**
     * Puts a dead, retrying or cancelled job back to waiting, its attempts starting again at zero.
     *
     * @param payload JSON text in place of the old payload; null keeps it
     * @throws NotPossibleException in another state (a waiting job that was just retried counts as done)
     */
    public JobView retry(String queue, String id, String payload) {
        JobView view = find(queue, id);
        for (int tries = 0; tries < TRIES; tries++) {
            if (view.state() == JobState.WAITING && wasRetriedTo(view, payload)) {
                return view;
            }
            if (!JobVerb.RETRY.fits(view.state())) {
                throw new NotPossibleException(JobVerb.RETRY, view.state());
            }
            Job afresh = view.job().afresh(payload, clock.millis());
            if (move(view, JobState.WAITING, new Written(afresh, null))) {
                return find(afresh.queue(), id);
            }
            view = find(view.job().queue(), id);
        }
        throw new NotPossibleException(JobVerb.RETRY, view.state());
    }

    /** Enqueues a new job like this one. @param payload JSON text; null takes the old one */
    public JobView runAgain(String queue, String id, String payload) {
        Job source = find(queue, id).job();
        NewJob again = NewJob.of(source.type())
                .queue(source.queue())
                .work(payload == null ? source.work() : source.work().withPayload(payload))
                .rules(source.rulesFrom(clock.millis()))
                .source(id);
        Enqueued made = enqueuer.enqueue(again);
        if (made.kind() == Enqueued.Kind.HELD) {
            throw new NotPossibleException(
                    JobVerb.RUN_AGAIN, made.state(), made.job().id());
        }
        return find(source.queue(), made.job().id());
    }

    /** Moves a scheduled or retrying job to waiting. A job that already waits is a success. */
    public JobView runNow(String queue, String id) {
        JobView view = find(queue, id);
        for (int tries = 0; tries < TRIES && JobVerb.RUN_NOW.fits(view.state()); tries++) {
            if (move(view, JobState.WAITING, new Written(view.job().dueAt(clock.millis()), null))) {
                return find(view.job().queue(), id);
            }
            view = find(view.job().queue(), id);
        }
        if (view.state() != JobState.WAITING) {
            throw new NotPossibleException(JobVerb.RUN_NOW, view.state());
        }
        return view;
    }

    /**
     * Cancels a job that has not ended; an active one is told to stop and the view has {@code cancelRequested}.
     * A cancelled job is a success.
     */
    public JobView cancel(String queue, String id) {
        JobView view = find(queue, id);
        for (int tries = 0; tries < TRIES && JobVerb.CANCEL.fits(view.state()); tries++) {
            boolean asked = move(view, JobState.CANCELLED, new Written(view.job(), new Ending(Reason.BY_USER, null)));
            view = find(view.job().queue(), id);
            if (asked && view.state() == JobState.ACTIVE) {
                return view;
            }
        }
        if (view.state() != JobState.CANCELLED) {
            throw new NotPossibleException(JobVerb.CANCEL, view.state());
        }
        return view;
    }

    /** Removes a job for good. @throws NotPossibleException while it is active */
    public void delete(String queue, String id) {
        JobView view = find(queue, id);
        for (int tries = 0; tries < TRIES && JobVerb.DELETE.fits(view.state()); tries++) {
            if (!store.remove(view.job().queue(), view.state(), null, List.of(id))
                    .isEmpty()) {
                return;
            }
            view = find(view.job().queue(), id);
        }
        throw new NotPossibleException(JobVerb.DELETE, view.state());
    }

    /** A run that goes on is asked to stop; a record that cannot be read is left as it is. */
    private boolean move(JobView view, JobState to, Written changed) {
        boolean stays = view.state() == JobState.ACTIVE || view.unreadable() != null;
        Written written = stays ? Written.NOTHING : changed;
        Move move = new Move(
                view.job().id(), view.state(), to, written, view.standing().instant());
        Moved moved = store.moveAll(view.job().queue(), List.of(move)).getFirst();
        if (moved.holder() != null) {
            throw new NotPossibleException(JobVerb.RETRY, view.state(), moved.holder());
        }
        if (moved.done() && !stays) {
            events.tell(new JobEvent.Placed(changed.job(), to));
        }
        return moved.done();
    }

    private static boolean wasRetriedTo(JobView view, String payload) {
        boolean samePayload = payload == null || payload.equals(view.job().payload());
        return samePayload && !view.attempts().isEmpty() && view.job().tally().equals(Tally.NONE);
    }

    /** The views in the order of the places; a job that left the state meanwhile is left out. */
    private List<JobView> views(List<Place> places, JobState state) {
        Map<String, List<String>> byQueue = new LinkedHashMap<>();
        places.forEach(place -> byQueue.computeIfAbsent(place.queue(), first -> new ArrayList<>())
                .add(place.id()));
        Map<String, JobView> found = new LinkedHashMap<>();
        byQueue.forEach((queue, ids) -> reader.findAll(queue, ids).stream()
                .filter(view -> view.state() == state)
                .forEach(view -> found.put(queue + " " + view.job().id(), view)));
        return places.stream()
                .map(place -> found.get(place.queue() + " " + place.id()))
                .filter(view -> view != null)
                .toList();
    }
}
