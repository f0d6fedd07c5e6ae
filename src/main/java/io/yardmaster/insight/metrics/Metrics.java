package io.yardmaster.insight.metrics;

import jakarta.inject.Singleton;
import java.util.List;

/** Reads what every node recorded. */
@Singleton
public class Metrics {
    /** The shortest window in milliseconds: one bucket. */
    public static final long SHORTEST_WINDOW_MS = 10_000;
    /** The longest window: 90 days. */
    public static final long LONGEST_WINDOW_MS = 7_776_000_000L;

    /** What happened in a queue in the last {@code windowMs}, rounded up to whole buckets, the current one included. */
    public QueueMetrics window(String queue, long windowMs) {
        throw new UnsupportedOperationException();
    }

    /**
     * The steps of a chart, oldest first, without holes (a step without data has nulls).
     *
     * @param queue null for all queues together
     * @param from epoch milliseconds
     * @param to epoch milliseconds
     * @param stepMs a multiple of 10,000; at most 1,000 steps
     */
    public List<HistoryPoint> history(String queue, long from, long to, long stepMs) {
        throw new UnsupportedOperationException();
    }
}
