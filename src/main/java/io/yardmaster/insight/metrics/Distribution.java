package io.yardmaster.insight.metrics;

import java.util.Map;
import java.util.stream.IntStream;
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

    /**
     * Reads the fields of a prefix: {@code <prefix><bin>} to a count, {@code <prefix>s} to the sum in microseconds.
     * Whatever does not fit is left out: a field edited by hand must not take the page down.
     */
    static Distribution of(char prefix, Map<String, Long> fields) {
        int[] bins = fields.keySet().stream()
                .filter(field -> field.charAt(0) == prefix)
                .flatMapToInt(Distribution::bin)
                .sorted()
                .toArray();
        if (bins.length == 0) {
            return NONE;
        }
        long[] counts = IntStream.of(bins)
                .mapToLong(bin -> Math.max(0, fields.get(prefix + Integer.toString(bin))))
                .toArray();
        long size = LongStream.of(counts).sum();
        Distribution counted =
                new Distribution(bins, counts, size, fields.getOrDefault(prefix + SUM, 0L), Percentiles.NONE);
        Histogram histogram = new Histogram();
        histogram.add(counted);
        return new Distribution(bins, counts, size, counted.sumMicros, histogram.percentiles());
    }

    private static IntStream bin(String field) {
        int bin = 0;
        for (int i = 1; i < field.length(); i++) {
            int digit = field.charAt(i) - '0';
            if (digit < 0 || digit > 9 || field.length() > 5 || i > 1 && bin == 0) {
                return IntStream.empty();
            }
            bin = bin * 10 + digit;
        }
        return field.length() > 1 && bin < Bins.COUNT ? IntStream.of(bin) : IntStream.empty();
    }
}
