package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.engine.node.Visits;
import io.yardmaster.job.JobState;
import io.yardmaster.job.queue.Retention;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.MarkStore;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.call.Removal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps what has ended within the bounds of its queue's {@link Retention}, in slices; cancelled jobs stay for 24 h, and
 * members of workflows that go on stay. Where dead jobs reach their bound and none is old enough to go, the queue takes no
 * job in until some were retried or removed. And forgets client-made ids whose hour is over, and stored results.
 */
public final class Janitor implements Loop.Duty {
    private static final int SLICE = 500;
    private static final int MOST_SLICES = 200;
    /** Members of workflows that are passed over in one turn. */
    private static final int MOST_STAYING = 20_000;
    /** What one call forgets at most. */
    private static final int FORGET_SLICE = 1_000;

    private static final long CANCELLED_FOR_MS = 86_400_000L;
    /** Dead jobs below this number are not weighed, unless somebody set their bytes: they cannot take 2 GB. */
    private static final long WORTH_WEIGHING = 500;

    private static final long WEIGH_EVERY_MS = 30_000;
    /** Percent of the bound from which it is told. */
    private static final int TOLD_FROM = 80;

    private static final long EVERY_NANOS = 1_000_000_000;

    private final QueueStore queues;
    private final JobStore jobs;
    private final PlaceReader places;
    private final InstantSource clock;
    private final QueueFaults faults;
    private final MarkStore marks;
    private final Function<String, Retention> retention;
    private final Map<String, Weight> weights = new ConcurrentHashMap<>();
    private final Visits visits = new Visits();
    private final Loop loop = new Loop("janitor", this);

    /** What a dead job of a queue takes. @param atMs when it was weighed */
    private record Weight(long bytes, long atMs) {}

    /** @param retention what is kept of a queue */
    public Janitor(WorkerStores stores, MarkStore marks, QueueFaults faults, Function<String, Retention> retention) {
        this.queues = stores.queues();
        this.jobs = stores.jobs();
        this.places = stores.places();
        this.clock = stores.clock();
        this.marks = marks;
        this.faults = faults;
        this.retention = retention;
    }

    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    @Override
    public long turn() {
        faults.together(visits.next(queues::names), "tidying", this::kept)
                .forEach((queue, kept) -> faults.in(queue, "tidying", () -> tidy(kept)));
        return EVERY_NANOS;
    }

    private Map<String, QueueStore.Kept> kept(List<String> names) {
        return queues.kept(names).stream().collect(Collectors.toMap(QueueStore.Kept::queue, kept -> kept));
    }

    private void tidy(QueueStore.Kept kept) {
        Retention bounds = retention.apply(kept.queue());
        if (kept.completed() > bounds.completedCount() || kept.forgettable() > 0) {
            visits.name(kept.queue()); // it may fill fast
        }
        tidyCompleted(kept, bounds);
        tidyOlder(kept.queue(), JobState.CANCELLED, kept.cancelled(), CANCELLED_FOR_MS);
        tidyDead(kept, bounds);
        if (kept.forgettable() > 0) {
            forget(kept.queue());
        }
    }

    private void tidyDead(QueueStore.Kept kept, Retention bounds) {
        long dead = kept.dead() - tidyOlder(kept.queue(), JobState.DEAD, kept.dead(), bounds.deadForMs());
        long bytes = dead * weight(kept.queue(), dead, bounds);
        long tooMany = bounds.deadOver(dead, bytes);
        if (tooMany > 0) {
            long least = dead - tooMany;
            dead -= trim(kept.queue(), JobState.DEAD, least, tooMany, before(Retention.DEAD_AT_LEAST_MS));
            bytes = dead * weight(kept.queue(), dead, bounds);
        }
        int fill = bounds.deadFill(dead, bytes);
        int percent = fill < TOLD_FROM ? 0 : fill;
        if (percent != kept.deadFill()) {
            marks.fill(kept.queue(), percent);
        }
    }

    /** Bytes that a dead job takes, as weighed lately; 0 where that does not matter. */
    private long weight(String queue, long dead, Retention bounds) {
        if (dead == 0 || dead < WORTH_WEIGHING && bounds.dead().bytes() == null) {
            weights.remove(queue);
            return 0;
        }
        long now = clock.millis();
        Weight known = weights.get(queue);
        if (known == null || Math.abs(now - known.atMs()) > WEIGH_EVERY_MS) {
            known = new Weight(marks.deadWeight(queue), now);
            weights.put(queue, known);
        }
        return known.bytes();
    }

    /** Until none is over: whoever names 10,000 jobs a second must not fill the store. */
    private void forget(String queue) {
        int slices = 0;
        while (jobs.forget(queue) >= FORGET_SLICE && slices++ < MOST_SLICES) {}
    }

    private void tidyCompleted(QueueStore.Kept kept, Retention bounds) {
        long least = bounds.completedCount();
        if (kept.completedBytes() > bounds.completedBytes()) {
            trimTo(bounds.completedBytes(), kept.queue());
        } else if (kept.completed() > least) {
            trim(kept.queue(), JobState.COMPLETED, least, kept.completed() - least, before(bounds.completedForMs()));
        }
    }

    /** Until the completed jobs that are left take no more bytes. */
    private void trimTo(long mostBytes, String queue) {
        int stayed = 0;
        for (int slice = 0; slice < MOST_SLICES && stayed < MOST_STAYING; slice++) {
            List<String> ids = places.oldest(queue, JobState.COMPLETED, clock.millis(), stayed, SLICE);
            int went = ids.isEmpty()
                    ? 0
                    : jobs.remove(queue, Removal.heavy(mostBytes), ids).size();
            stayed += ids.size() - went;
            if (ids.isEmpty() || went < ids.size() && bytes(queue) <= mostBytes) {
                return;
            }
        }
    }

    private long bytes(String queue) {
        return queues.kept(List.of(queue)).getFirst().completedBytes();
    }

    private long tidyOlder(String queue, JobState state, long count, long ageMs) {
        return count > 0 ? trim(queue, state, 0, count, before(ageMs)) : 0;
    }

    /** @param least how many stay, whatever other nodes trim at the same time. Returns how many went */
    private long trim(String queue, JobState state, long least, long atMost, long until) {
        long left = atMost;
        long gone = 0;
        int stayed = 0;
        for (int slice = 0; slice < MOST_SLICES && left > 0 && stayed < MOST_STAYING; slice++) {
            List<String> ids = places.oldest(queue, state, until, stayed, (int) Math.min(left, SLICE));
            if (ids.isEmpty()) {
                break;
            }
            int went = jobs.remove(queue, Removal.old(state, until, least), ids).size();
            gone += went;
            stayed += ids.size() - went; // members of workflows that go on
            left -= ids.size();
        }
        return gone;
    }

    private long before(long ageMs) {
        return clock.millis() - ageMs;
    }
}
