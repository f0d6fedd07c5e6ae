package io.yardmaster.engine.jobs;

import io.yardmaster.engine.queues.MadeKeys;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Option;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.LogLine;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.JobStore.Moved;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.PlaceReader.Closed;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Removal.Part;
import io.yardmaster.store.call.Written;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

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

    /** How many jobs of its lane run before a waiting one; null when it does not wait. */
    public Long position(JobView view) {
        return view.state() == JobState.WAITING ? places.rank(view.job()).orElse(null) : null;
    }

    /** The lane of a waiting job, where a limit has closed it; null when none has, and when the job does not wait. */
    public Closed closed(JobView view) {
        return view.state() == JobState.WAITING ? places.closed(view.job()).orElse(null) : null;
    }

    /** The jobs that run a job again and are still there, newest first, of the last 100. */
    public List<JobView> copies(JobView source) {
        return reader.copies(source.job().queue(), source.job().id());
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
            Job afresh = view.job().afresh(payload, clock.millis()).rules(MadeKeys::of);
            if (move(view, JobState.WAITING, new Written(afresh, null))) {
                return find(afresh.queue(), id);
            }
            view = find(view.job().queue(), id);
        }
        throw new NotPossibleException(JobVerb.RETRY, view.state());
    }

    /** Enqueues a new job like this one, without its idempotency key: it is to run. @param payload JSON text; null takes the old one */
    public JobView runAgain(String queue, String id, String payload) {
        Job source = find(queue, id).job();
        NewJob again = NewJob.of(source.type())
                .queue(source.queue())
                .work(payload == null ? source.work() : source.work().withPayload(payload))
                .rules(MadeKeys.of(
                        source.rulesFrom(clock.millis()).with(Option.IDEMPOTENCY_KEY, null),
                        source.type(),
                        payload == null ? source.payload() : payload))
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

    /** Removes a job for good. @throws NotPossibleException while it is active, or its workflow needs its result */
    public void delete(String queue, String id) {
        JobView view = find(queue, id);
        for (int tries = 0; tries < TRIES && JobVerb.DELETE.fits(view.state()); tries++) {
            if (!store.remove(view.job().queue(), view.state(), null, List.of(id))
                    .isEmpty()) {
                return;
            }
            view = find(view.job().queue(), id);
            if (view.state() == JobState.COMPLETED && view.job().member() != null) {
                throw NotPossibleException.neededBy(view.job().member().workflow(), view.state());
            }
        }
        throw new NotPossibleException(JobVerb.DELETE, view.state());
    }

    /** A run that goes on is asked to stop; a record that cannot be read is left as it is. */
    private boolean move(JobView view, JobState to, Written changed) {
        Move move = Move.of(view, to, changed);
        Moved moved =
                store.moveAll(view.job().queue(), List.of(move), Part.NONE).getFirst();
        if (moved.holder() != null) {
            throw new NotPossibleException(JobVerb.RETRY, view.state(), moved.holder());
        }
        if (moved.done() && move.written() == changed) {
            events.tell(new JobEvent.Placed(changed.job(), to));
        }
        return moved.done();
    }

    private static boolean wasRetriedTo(JobView view, String payload) {
        boolean samePayload = payload == null || payload.equals(view.job().payload());
        return samePayload && !view.attempts().isEmpty() && view.job().tally().equals(Tally.NONE);
    }
}
