package io.yardmaster.insight.health;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.FailureGroup;
import io.yardmaster.store.FailureStore;
import io.yardmaster.store.FailureStore.KnownFailures;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells of what most of a queue's dead jobs died. Read again when their number has changed, at most every two seconds a
 * queue, and for the {@value #MOST_QUEUES} queues with the most dead jobs.
 */
@Singleton
class Causes {
    static final int MOST_QUEUES = 100;
    private static final long FRESH_MS = 2_000;

    private final FailureStore failures;
    private final InstantSource clock;
    private Map<String, Known> known = Map.of();

    /** @param largest null where no group is known */
    private record Known(long dead, long readAt, FailureGroup largest) {}

    Causes(FailureStore failures, InstantSource clock) {
        this.failures = failures;
        this.clock = clock;
    }

    /** By queue; without queues of which none is known. Throws StoreAwayException. */
    synchronized Map<String, FailureGroup> of(List<QueueInfo> infos) {
        Map<String, Long> dead = new HashMap<>();
        infos.stream()
                .filter(info -> info.count(JobState.DEAD) > 0)
                .sorted(Comparator.comparingLong((QueueInfo info) -> info.count(JobState.DEAD))
                        .reversed())
                .limit(MOST_QUEUES)
                .forEach(info -> dead.put(info.name(), info.count(JobState.DEAD)));
        long now = clock.millis();
        List<String> stale = dead.keySet().stream()
                .filter(queue -> isStale(queue, dead, now))
                .toList();
        Map<String, Known> next = new HashMap<>(known);
        for (KnownFailures read : failures.of(stale)) {
            FailureGroup largest = read.groups().stream()
                    .max(Comparator.comparingLong(FailureGroup::count))
                    .orElse(null);
            next.put(read.queue(), new Known(dead.get(read.queue()), now, largest));
        }
        infos.stream().filter(info -> info.count(JobState.DEAD) == 0).forEach(info -> next.remove(info.name()));
        if (next.size() > 2 * MOST_QUEUES) { // what was asked for one at a time
            next.keySet().retainAll(dead.keySet());
        }
        known = next;
        Map<String, FailureGroup> largest = new HashMap<>();
        for (String queue : dead.keySet()) {
            Known one = next.get(queue);
            if (one != null && one.largest != null) {
                largest.put(queue, one.largest);
            }
        }
        return largest;
    }

    private boolean isStale(String queue, Map<String, Long> dead, long now) {
        Known before = known.get(queue);
        return before == null || before.dead != dead.get(queue) && now - before.readAt >= FRESH_MS;
    }
}
