package io.yardmaster.engine.queues;

import io.yardmaster.job.JobState;
import io.yardmaster.job.queue.QueueSettings;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A queue at one moment.
 *
 * @param name its name
 * @param paused no job of it is claimed
 * @param counts jobs by state; every state has an entry
 * @param oldestWaitingMs milliseconds since the oldest waiting job was due; null when none waits
 * @param slotsBusy slots that run a job of it, over all nodes
 * @param slotsTotal slots that may serve it, over all nodes
 * @param limitedUntil epoch milliseconds until which a rate limit holds back what waits; null when none does
 * @param settings what is set of it
 * @param endedAt epoch milliseconds when the newest job of a final state ended; no entry where there is none
 */
public record QueueInfo(
        String name,
        boolean paused,
        Map<JobState, Long> counts,
        Long oldestWaitingMs,
        int slotsBusy,
        int slotsTotal,
        Long limitedUntil,
        QueueSettings settings,
        Map<JobState, Long> endedAt) {
    public QueueInfo {
        Map<JobState, Long> byState = new EnumMap<>(JobState.class);
        byState.putAll(counts);
        counts = Collections.unmodifiableMap(byState);
    }

    /** One of which nothing is set. */
    public QueueInfo(
            String name, boolean paused, Map<JobState, Long> counts, Long oldestMs, int slotsBusy, int slotsTotal) {
        this(name, paused, counts, oldestMs, slotsBusy, slotsTotal, null, QueueSettings.NONE, Map.of());
    }

    /** Jobs in that state. */
    public long count(JobState state) {
        return counts.getOrDefault(state, 0L);
    }
}
