package io.yardmaster.insight.health;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.QueueMarks;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.QueueMetrics;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.FailureGroup;
import java.util.List;

/**
 * One queue at one moment, with its last hour.
 *
 * @param info its counts
 * @param recent its last five minutes
 * @param hour its last hour, a step a minute, oldest first
 * @param marks who paused it, and when its last job died
 * @param failing the time of failures that goes on; null when none does
 * @param cause the largest group of its dead jobs; null where none is known
 */
public record QueueSnapshot(
        QueueInfo info,
        QueueMetrics recent,
        List<HistoryPoint> hour,
        QueueMarks marks,
        Episode failing,
        FailureGroup cause) {
    public QueueSnapshot {
        hour = List.copyOf(hour);
    }

    public QueueSnapshot(
            QueueInfo info, QueueMetrics recent, List<HistoryPoint> hour, QueueMarks marks, Episode failing) {
        this(info, recent, hour, marks, failing, null);
    }

    /** The same with the largest group of its dead jobs. @param largest null where none is known */
    QueueSnapshot with(FailureGroup largest) {
        return new QueueSnapshot(info, recent, hour, marks, failing, largest);
    }

    public String name() {
        return info.name();
    }

    /** Attempts that ended in the last hour. */
    public long processedInHour() {
        long all = 0;
        for (HistoryPoint point : hour) {
            all += point.processed() == null ? 0 : point.processed();
        }
        return all;
    }

    /** Of them, those that failed. */
    public long failedInHour() {
        long all = 0;
        for (HistoryPoint point : hour) {
            all += point.failed() == null ? 0 : point.failed();
        }
        return all;
    }

    /** Jobs in that state. */
    public long count(JobState state) {
        return info.count(state);
    }
}
