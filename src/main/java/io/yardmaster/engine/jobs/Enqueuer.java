package io.yardmaster.engine.jobs;

import io.yardmaster.engine.queues.QueueFullException;
import io.yardmaster.engine.queues.Routing;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Past;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.JobStore.Holder;
import io.yardmaster.store.Store;
import io.yardmaster.store.call.Arrival;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes new jobs in. Every call can be repeated with the same ids. */
@Singleton
public class Enqueuer {
    private static final int HASH_LENGTH = 16;

    private final Store store;
    private final JobStore jobs;
    private final JobReader reader;
    private final JobEvents events;
    private final Routing routing;
    private final InstantSource clock;

    Enqueuer(Store store, JobStore jobs, JobReader reader, JobEvents events, Routing routing, InstantSource clock) {
        this.store = store;
        this.jobs = jobs;
        this.reader = reader;
        this.events = events;
        this.routing = routing;
        this.clock = clock;
    }

    /**
     * Enqueues one job; its queue is made when it is new.
     *
     * @throws QueueFullException when its queue holds as many dead jobs as it may
     * @throws io.yardmaster.store.redis.StoreAwayException when the store does not answer in time
     */
    public Enqueued enqueue(NewJob request) {
        Enqueued one = enqueueAll(List.of(request)).getFirst();
        if (one.kind() == Enqueued.Kind.FULL) {
            throw new QueueFullException(one.job().queue());
        }
        return one;
    }

    /**
     * Enqueues many, one store call per queue and chunk; not atomic. A repeated id within the list is a duplicate.
     *
     * @return what became of each, in the order of the requests
     * @throws io.yardmaster.store.redis.StoreAwayException when the store does not answer in time; some may be enqueued
     */
    public List<Enqueued> enqueueAll(List<NewJob> requests) {
        Map<String, List<Integer>> byQueue = new LinkedHashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            byQueue.computeIfAbsent(routing.queueOf(requests.get(i)), first -> new ArrayList<>())
                    .add(i);
        }
        Enqueued[] all = new Enqueued[requests.size()];
        byQueue.forEach((queue, positions) -> enqueue(queue, positions, requests, all));
        return Arrays.asList(all);
    }

    private void enqueue(String queue, List<Integer> positions, List<NewJob> requests, Enqueued[] all) {
        List<Arrival> arrivals = new ArrayList<>(positions.size());
        List<Integer> sent = new ArrayList<>(positions.size());
        Map<String, Arrival> named = new HashMap<>();
        long now = clock.millis();
        for (int position : positions) {
            NewJob request = requests.get(position);
            Arrival before = request.id() == null ? null : named.get(request.id());
            if (before == null) {
                Arrival arrival = arrival(queue, request, now);
                arrivals.add(arrival);
                sent.add(position);
                if (request.id() != null) {
                    named.put(request.id(), arrival);
                }
            } else {
                all[position] = repeated(before, request.place().bodyHash());
            }
        }
        Map<Integer, Holder> taken = jobs.enqueue(queue, arrivals);
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            Holder known = taken.get(i);
            all[sent.get(i)] = known == null ? created(arrival.job()) : existing(queue, arrival, known);
        }
    }

    /** Where jobs of a type go whose request names no queue; see {@link Routing}. */
    public String queueOf(String type) {
        return routing.queueOf(type);
    }

    /** One of a client-made id that may have to run after the holder of its key does so under an id of ours. */
    private Arrival arrival(String queue, NewJob request, long now) {
        Job job = job(queue, request, now);
        Unique unique = request.rules().unique();
        boolean mayFollow = unique != null && unique.mode() == Unique.Mode.KEEP_LAST && request.id() != null;
        String hash = request.place().bodyHash();
        return mayFollow ? new Arrival(job, hash, store.newId(queue)) : new Arrival(job, hash);
    }

    private Enqueued created(Job job) {
        events.tell(new JobEvent.Placed(job, stateOf(job)));
        return new Enqueued(Enqueued.Kind.CREATED, job, stateOf(job));
    }

    private Job job(String queue, NewJob request, long now) {
        long due = switch (request.due()) {
            case NewJob.Due.After after -> now + after.delayMs();
            case NewJob.Due.OnInstant at -> Math.max(now, at.epochMs());
        };
        String id = request.id() == null ? store.newId(queue) : request.id();
        Past past = new Past(Tally.NONE, null, request.sourceJobId(), null, request.trace());
        return new Job(id, queue, request.work(), request.rules().enqueuedAt(now), Times.of(now, due), past);
    }

    private static Enqueued repeated(Arrival before, String hash) {
        boolean same = before.bodyHash() != null && before.bodyHash().equals(hash);
        Enqueued.Kind kind = same ? Enqueued.Kind.DUPLICATE : Enqueued.Kind.CONFLICT;
        return new Enqueued(kind, before.job(), stateOf(before.job()));
    }

    private Enqueued existing(String queue, Arrival arrival, Holder holder) {
        if (holder.isFull()) {
            return new Enqueued(Enqueued.Kind.FULL, arrival.job(), null);
        }
        return holder.isUnique() ? held(queue, arrival, holder.value()) : known(queue, arrival, holder.value());
    }

    /** @param holder the id of the job that holds the key */
    private Enqueued held(String queue, Arrival arrival, String holder) {
        Optional<JobView> view = reader.find(queue, holder);
        Job job = arrival.job();
        return view.map(found -> new Enqueued(Enqueued.Kind.HELD, found.job(), found.state()))
                .orElseGet(() -> new Enqueued(
                        Enqueued.Kind.HELD,
                        new Job(holder, queue, job.work(), job.rules(), job.times(), job.past()),
                        null));
    }

    /** @param known the hash remembered for the id; longer when the job is gone */
    private Enqueued known(String queue, Arrival arrival, String known) {
        String id = arrival.job().id();
        String hash = known.length() > HASH_LENGTH ? known.substring(0, HASH_LENGTH) : known;
        Enqueued.Kind kind = hash.equals(arrival.bodyHash()) ? Enqueued.Kind.DUPLICATE : Enqueued.Kind.CONFLICT;
        Optional<JobView> view = reader.find(queue, id);
        if (view.isPresent()) {
            return new Enqueued(kind, view.get().job(), view.get().state());
        }
        return new Enqueued(kind, arrival.job(), null);
    }

    private static JobState stateOf(Job job) {
        return job.dueAt() > job.createdAt() ? JobState.SCHEDULED : JobState.WAITING;
    }
}
