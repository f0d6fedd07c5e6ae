package io.yardmaster.engine.retention;

import io.yardmaster.job.JobState;
import io.yardmaster.job.queue.Retention;
import io.yardmaster.store.MarkStore;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.QueueStore;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/** Foretells what a retention would remove of a queue, by the rules by which the upkeep trims. Changes nothing. */
@Singleton
public class TrimPreview {
    private final QueueStore queues;
    private final PlaceReader places;
    private final MarkStore marks;
    private final InstantSource clock;

    TrimPreview(QueueStore queues, PlaceReader places, MarkStore marks, InstantSource clock) {
        this.queues = queues;
        this.places = places;
        this.marks = marks;
        this.clock = clock;
    }

    /**
     * What would go at once. Members of unfinished workflows are counted, though they stay.
     *
     * @param completed jobs
     * @param dead jobs
     * @param deadFill percent of the dead jobs that there may be after that; from 100 on the queue takes no job in
     */
    public record Effect(long completed, long dead, int deadFill) {
        /** True where jobs would go. */
        public boolean removes() {
            return completed + dead > 0;
        }
    }

    /** @param queue one that exists */
    public Effect of(String queue, Retention bounds) {
        QueueStore.Kept kept = queues.kept(List.of(queue)).getFirst();
        long old = endedBefore(queue, JobState.DEAD, bounds.deadForMs());
        long dead = kept.dead() - old;
        long weight = dead == 0 ? 0 : marks.deadWeight(queue);
        long over = bounds.deadOver(dead, dead * weight);
        long trimmed =
                over <= 0 ? 0 : Math.min(over, endedBefore(queue, JobState.DEAD, Retention.DEAD_AT_LEAST_MS) - old);
        long left = dead - trimmed;
        return new Effect(completed(queue, kept, bounds), old + trimmed, bounds.deadFill(left, left * weight));
    }

    /** When the oldest completed job that is kept ended, epoch milliseconds; empty where none is kept. */
    public OptionalLong reachesTo(String queue) {
        return marks.oldestCompletedAt(queue);
    }

    private long completed(String queue, QueueStore.Kept kept, Retention bounds) {
        long over = bounds.completedOver(kept.completed(), kept.completedBytes());
        if (over > 0 || kept.completed() <= bounds.completedCount()) {
            return over;
        }
        return Math.min(
                kept.completed() - bounds.completedCount(),
                endedBefore(queue, JobState.COMPLETED, bounds.completedForMs()));
    }

    private long endedBefore(String queue, JobState state, long ageMs) {
        return places.countUntil(queue, state, clock.millis() - ageMs);
    }
}
