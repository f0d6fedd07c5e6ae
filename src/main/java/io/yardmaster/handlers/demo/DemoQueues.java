package io.yardmaster.handlers.demo;

import io.yardmaster.engine.bulk.DeadFilter;
import io.yardmaster.engine.bulk.DeadJobs;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the demo small. Nothing is enqueued to a queue where many jobs wait, are planned, retry or are dead; jobs that
 * have been dead for an hour are purged where there are many.
 */
@Singleton
class DemoQueues {
    private static final String NEWSLETTER = "newsletter";
    private static final int LETTERS = 6;
    private static final long MOST_OPEN = 400;
    private static final long MANY_DEAD = 200;
    private static final long MOST_DEAD = 600;
    private static final long HOUR_MS = 3_600_000;
    private static final int SWEEP_EVERY = 450; // looks, a quarter of an hour: sweeping is listed as an operation

    private final Queues queues;
    private final DeadJobs deadJobs;
    private final Enqueuer enqueuer;
    private Map<String, QueueInfo> seen = Map.of();
    private long looks;

    DemoQueues(Queues queues, DeadJobs deadJobs, Enqueuer enqueuer) {
        this.queues = queues;
        this.deadJobs = deadJobs;
        this.enqueuer = enqueuer;
    }

    /** Looks how full the queues are, and now and then sweeps those where many jobs are dead. */
    void look() {
        seen = queues.all().stream().collect(Collectors.toMap(QueueInfo::name, Function.identity()));
        if (++looks % SWEEP_EVERY == 0) {
            sweep();
        }
    }

    private void sweep() {
        seen.values().stream()
                .filter(queue -> queue.count(JobState.DEAD) > MANY_DEAD)
                .forEach(queue -> deadJobs.purge(queue.name(), new DeadFilter(null, HOUR_MS), Actor.SERVER));
    }

    /** True while the queue may get more, as last seen. */
    boolean hasRoom(String name) {
        QueueInfo queue = seen.get(name);
        if (queue == null) {
            return true;
        }
        long open = Stream.of(JobState.WAITING, JobState.SCHEDULED, JobState.RETRYING)
                .mapToLong(queue::count)
                .sum();
        return open < MOST_OPEN && queue.count(JobState.DEAD) < MOST_DEAD;
    }

    /** A queue that somebody paused with a few letters in it. Left alone once it is there: it may have been resumed. */
    void openNewsletter(DemoShop shop) {
        if (!seen.containsKey(NEWSLETTER)) {
            enqueuer.enqueue(shop.letter());
            queues.pause(NEWSLETTER);
            enqueuer.enqueueAll(Stream.generate(shop::letter).limit(LETTERS).toList());
        }
    }
}
