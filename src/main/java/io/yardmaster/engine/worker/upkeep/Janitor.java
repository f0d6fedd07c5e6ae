package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.engine.node.Loop;
import io.yardmaster.job.JobState;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.QueueStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Keeps what has ended within bounds, in slices: completed and cancelled jobs at most 24 h, completed ones at most
 * 64 MB a queue (but the last 1,000 as long as that holds), dead ones at most 180 days and 1,000,000, never younger than
 * 7 days. And forgets client-made ids whose hour is over.
 */
public final class Janitor implements Loop.Duty {
    private static final int SLICE = 500;
    private static final int MOST_SLICES = 200;
    private static final long LARGEST_COMPLETED = 64L << 20;
    private static final long LEAST_COMPLETED = 1_000;
    private static final long MOST_DEAD = 1_000_000;
    private static final Duration COMPLETED_FOR = Duration.ofHours(24);
    private static final Duration DEAD_FOR = Duration.ofDays(180);
    private static final Duration DEAD_AT_LEAST = Duration.ofDays(7);
    private static final long EVERY_NANOS = 1_000_000_000;

    private final QueueStore queues;
    private final JobStore jobs;
    private final PlaceReader places;
    private final InstantSource clock;
    private final Loop loop = new Loop("janitor", this);

    public Janitor(QueueStore queues, JobStore jobs, PlaceReader places, InstantSource clock) {
        this.queues = queues;
        this.jobs = jobs;
        this.places = places;
        this.clock = clock;
    }

    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    @Override
    public long turn() {
        for (QueueStore.Kept kept : queues.kept(queues.names())) {
            tidyCompleted(kept);
            tidyOlder(kept.queue(), JobState.CANCELLED, kept.cancelled(), COMPLETED_FOR);
            tidyOlder(kept.queue(), JobState.DEAD, kept.dead(), DEAD_FOR);
            if (kept.dead() > MOST_DEAD) {
                trim(kept.queue(), JobState.DEAD, MOST_DEAD, kept.dead() - MOST_DEAD, before(DEAD_AT_LEAST));
            }
            if (kept.forgettable() > 0) {
                jobs.forget(kept.queue());
            }
        }
        return EVERY_NANOS;
    }

    private void tidyCompleted(QueueStore.Kept kept) {
        if (kept.completedBytes() > LARGEST_COMPLETED) {
            long share = kept.completed() * (kept.completedBytes() - LARGEST_COMPLETED) / kept.completedBytes();
            trim(kept.queue(), JobState.COMPLETED, kept.completed() - share - 1, share + 1, clock.millis());
        } else if (kept.completed() > LEAST_COMPLETED) {
            trim(
                    kept.queue(),
                    JobState.COMPLETED,
                    LEAST_COMPLETED,
                    kept.completed() - LEAST_COMPLETED,
                    before(COMPLETED_FOR));
        }
    }

    private void tidyOlder(String queue, JobState state, long count, Duration age) {
        if (count > 0) {
            trim(queue, state, 0, count, before(age));
        }
    }

    /** @param least how many stay, whatever other nodes trim at the same time */
    private void trim(String queue, JobState state, long least, long atMost, long until) {
        long left = atMost;
        for (int slice = 0; slice < MOST_SLICES && left > 0; slice++) {
            List<String> ids = places.oldest(queue, state, until, (int) Math.min(left, SLICE));
            if (ids.isEmpty()) {
                return;
            }
            jobs.trim(queue, state, until, least, ids);
            left -= ids.size();
        }
    }

    private long before(Duration age) {
        return clock.millis() - age.toMillis();
    }
}
