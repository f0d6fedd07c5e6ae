package io.yardmaster.insight.health;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.QueueMetrics;
import io.yardmaster.job.JobState;
import java.util.List;

/**
 * One queue at one moment, with its last hour.
 *
 * @param info its counts
 * @param recent its last five minutes
 * @param hour its last hour, a step a minute, oldest first
 */
public record QueueSnapshot(QueueInfo info, QueueMetrics recent, List<HistoryPoint> hour) {
    public QueueSnapshot {
        hour = List.copyOf(hour);
    }

    public String name() {
        return info.name();
    }

    /** Jobs in that state. */
    public long count(JobState state) {
        return info.count(state);
    }
}
