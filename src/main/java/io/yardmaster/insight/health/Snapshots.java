package io.yardmaster.insight.health;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.QueueMarks;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.Metrics;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Reads queues with their last hour: for the API on each call, for the pages of all viewers once a second. */
@Singleton
public class Snapshots {
    private static final long RECENT_MS = 300_000;

    private final Queues queues;
    private final Metrics metrics;

    Snapshots(Queues queues, Metrics metrics) {
        this.queues = queues;
        this.metrics = metrics;
    }

    /** Where the histories of queues come from: the store, or what was read from it a moment ago. */
    public interface Histories {
        /** The last hour, a step a minute, oldest first. */
        List<HistoryPoint> hour(String queue);

        /** The last day, ten minutes a step: asked only of a queue that failed all the hour. */
        List<HistoryPoint> day(String queue);
    }

    /** Those queues, in their order. Throws StoreAwayException. */
    public List<QueueSnapshot> of(List<QueueInfo> infos, Histories histories) {
        Map<String, QueueMarks> marks = queues.marks(infos);
        return infos.stream()
                .map(info -> of(info, marks.getOrDefault(info.name(), QueueMarks.NONE), histories))
                .toList();
    }

    private QueueSnapshot of(QueueInfo info, QueueMarks marks, Histories histories) {
        List<HistoryPoint> hour = histories.hour(info.name());
        Episode failing = Episode.of(hour);
        if (failing != null && failing.fromStart()) {
            Episode longer = Episode.of(histories.day(info.name()));
            failing = longer == null || longer.since() > failing.since() ? failing : longer;
        }
        return new QueueSnapshot(info, metrics.window(info.name(), RECENT_MS), hour, marks, failing);
    }
}
