package io.yardmaster.web.console;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.Percentiles;
import io.yardmaster.insight.metrics.QueueMetrics;
import io.yardmaster.job.JobState;
import io.yardmaster.web.console.live.Scene;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Yards to look at, made of a few figures. */
public final class YardScenes {
    public static final long NOW = 1_795_486_361_000L;

    private YardScenes() {}

    public static Scene yard(QueueSnapshot... lanes) {
        return new Scene(NOW, List.of(lanes), List.of(), List.of(), null);
    }

    /** A queue that is well, with that many waiting and eight slots. */
    public static QueueSnapshot lane(String name, long waiting) {
        return lane(info(name, false, waiting, 0, 8), 100, 0);
    }

    public static QueueSnapshot lane(QueueInfo info, long processed, long failed) {
        QueueMetrics recent = new QueueMetrics(
                info.name(), 300_000, processed, failed, Percentiles.NONE, Percentiles.NONE, Percentiles.NONE);
        return new QueueSnapshot(info, recent, List.of());
    }

    public static QueueInfo info(String name, boolean paused, long waiting, long oldestMs, int slots) {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            counts.put(state, 0L);
        }
        counts.put(JobState.WAITING, waiting);
        return new QueueInfo(name, paused, counts, waiting == 0 ? null : oldestMs, 0, slots);
    }

    public static HistoryPoint step(int minute, Long processed, Long failed) {
        return new HistoryPoint(minute * 60_000L, processed, failed, null, Percentiles.NONE, Percentiles.NONE);
    }
}
