package io.yardmaster.engine.jobs;

import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Past;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
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
    /** Where a job goes that names no queue. */
    public static final String DEFAULT_QUEUE = "default";

    private static final int HASH_LENGTH = 16;

    private final Store store;
    private final JobStore jobs;
    private final JobReader reader;
    private final JobEvents events;
    private final InstantSource clock;

    Enqueuer(Store store, JobStore jobs, JobReader reader, JobEvents events, InstantSource clock) {
        this.store = store;
        this.jobs = jobs;
        this.reader = reader;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Enqueues one job; its queue is made when it is new.
     *
     * @throws io.yardmaster.store.redis.StoreAwayException when the store does not answer in time
     */
    public Enqueued enqueue(NewJob request) {
        return enqueueAll(List.of(request)).getFirst();
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
            String queue = requests.get(i).queue();
            byQueue.computeIfAbsent(queue == null ? DEFAULT_QUEUE : queue, first -> new ArrayList<>())
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
                Arrival arrival =
                        new Arrival(job(queue, request, now), request.place().bodyHash());
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
            all[sent.get(i)] = known == null ? created(arrival.job()) : existing(queue, arrival, known.value());
        }
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
        Past past = request.sourceJobId() == null ? Past.NONE : new Past(Tally.NONE, null, request.sourceJobId());
        return new Job(id, queue, request.work(), request.rules(), Times.of(now, due), past);
    }

    private static Enqueued repeated(Arrival before, String hash) {
        boolean same = before.bodyHash() != null && before.bodyHash().equals(hash);
        Enqueued.Kind kind = same ? Enqueued.Kind.DUPLICATE : Enqueued.Kind.CONFLICT;
        return new Enqueued(kind, before.job(), stateOf(before.job()));
    }

    /** @param known the hash remembered for the id; longer when the job is gone */
    private Enqueued existing(String queue, Arrival arrival, String known) {
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
