package io.yardmaster.insight.metrics;

import io.yardmaster.store.call.BucketId;
import io.yardmaster.store.call.Grain;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;

/**
 * The steps of a chart.
 *
 * @param firstMs epoch milliseconds of the start of the first, a multiple of the step
 * @param count how many
 * @param stepMs milliseconds of one, whole buckets
 * @param grain of the buckets that make a step, the longest that fit into it
 */
record HistoryGrid(long firstMs, long count, long stepMs, Grain grain) {

    /** From the step that {@code from} falls into to the one before {@code to}. */
    static HistoryGrid of(long from, long to, long stepMs) {
        if (stepMs < Grain.TEN_SECONDS.lengthMs() || stepMs % Grain.TEN_SECONDS.lengthMs() != 0) {
            throw new IllegalArgumentException("stepMs must be a multiple of " + Grain.TEN_SECONDS.lengthMs());
        }
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("from must not be after to");
        }
        long first = from / stepMs * stepMs;
        long count = Math.ceilDiv(to - first, stepMs);
        if (count > Metrics.MOST_STEPS) {
            throw new IllegalArgumentException(
                    "from, to and stepMs make " + count + " steps, at most " + Metrics.MOST_STEPS + " are allowed");
        }
        return new HistoryGrid(first, count, stepMs, Grain.fitting(stepMs));
    }

    /** Epoch milliseconds of the start of each step, oldest first. */
    LongStream starts() {
        return LongStream.range(0, count).map(i -> firstMs + i * stepMs);
    }

    /** The numbers of the buckets of a step. @param oldest epoch milliseconds: buckets that ended before are left out */
    LongStream indexes(long startMs, long oldest) {
        long end = grain.index(startMs + stepMs);
        return LongStream.range(Math.max(grain.index(startMs), Math.min(end, grain.index(oldest))), end);
    }

    /**
     * The buckets of a step.
     *
     * @param type null for the whole queue
     * @param now epoch milliseconds: what ended longer ago than it is kept is left out
     */
    List<BucketId> ids(String queue, String type, long startMs, long now) {
        LongSummaryStatistics span = indexes(startMs, now - grain.keptMs()).summaryStatistics();
        return BucketId.covering(queue, type, grain, span.getMin(), span.getMax(), now);
    }
}
