package io.yardmaster.engine.queues;

import io.yardmaster.job.JobState;
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
 */
public record QueueInfo(
        String name, boolean paused, Map<JobState, Long> counts, Long oldestWaitingMs, int slotsBusy, int slotsTotal) {
    public QueueInfo {
        counts = Map.copyOf(counts);
    }

    /** Jobs in that state. */
    public long count(JobState state) {
        return counts.getOrDefault(state, 0L);
    }
}
