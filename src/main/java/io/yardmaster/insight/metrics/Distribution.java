package io.yardmaster.insight.metrics;

import io.yardmaster.store.record.Counts;
import java.util.stream.LongStream;

/**
 * Durations as they were counted in one bucket: only the bins in use, ready to be merged. The arrays are shared and
 * never written to.
 *
 * @param bins ascending
 * @param counts of the same length
 * @param size sum of the counts
 * @param sumMicros exact sum of the durations
 * @param percentiles of this bucket alone
 */
record Distribution(int[] bins, long[] counts, long size, long sumMicros, Percentiles percentiles) {
    /** The field, after the prefix, that holds the sum. */
    static final String SUM = "s";

    static final Distribution NONE = new Distribution(new int[0], new long[0], 0, 0, Percentiles.NONE);

    /** Reads what was counted under a prefix, and {@code <prefix>s}, the sum in microseconds. */
    static Distribution of(char prefix, Counts from) {
        Counts.Series series = from.series(prefix);
        int[] bins = series.bins();
        if (bins.length == 0) {
            return NONE;
        }
        long size = LongStream.of(series.counts()).sum();
        long sumMicros = from.named().getOrDefault(prefix + SUM, 0L);
        return new Distribution(
                bins, series.counts(), size, sumMicros, Percentiles.of(bins, series.counts(), size, sumMicros));
    }
}
