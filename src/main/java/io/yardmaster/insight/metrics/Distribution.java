package io.yardmaster.insight.metrics;

import java.util.Map;

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

    /** A bin and its count are sorted as one number. */
    private static final int COUNT_BITS = 52;

    private static final long LARGEST_COUNT = (1L << COUNT_BITS) - 1;

    static final Distribution NONE = new Distribution(new int[0], new long[0], 0, 0, Percentiles.NONE);

    /**
     * Reads the fields of a prefix: {@code <prefix><bin>} to a count, {@code <prefix>s} to the sum in microseconds.
     * Whatever does not fit is left out: a field edited by hand must not take the page down.
     */
    static Distribution of(char prefix, Map<String, Long> fields) {
        long[] found = fields.entrySet().stream()
                .filter(field -> field.getKey().charAt(0) == prefix && bin(field.getKey()) >= 0)
                .mapToLong(field -> (long) bin(field.getKey()) << COUNT_BITS | bounded(field.getValue()))
                .sorted()
                .toArray();
        if (found.length == 0) {
            return NONE;
        }
        int[] bins = new int[found.length];
        long[] counts = new long[found.length];
        long size = 0;
        for (int i = 0; i < found.length; i++) {
            bins[i] = (int) (found[i] >>> COUNT_BITS);
            counts[i] = found[i] & LARGEST_COUNT;
            size += counts[i];
        }
        long sumMicros = fields.getOrDefault(prefix + SUM, 0L);
        return new Distribution(bins, counts, size, sumMicros, Percentiles.of(bins, counts, size, sumMicros));
    }

    private static long bounded(long count) {
        return Math.clamp(count, 0, LARGEST_COUNT);
    }

    /** The bin that a field names; -1 for what is none. */
    private static int bin(String field) {
        int bin = 0;
        for (int i = 1; i < field.length(); i++) {
            int digit = field.charAt(i) - '0';
            if (digit < 0 || digit > 9 || field.length() > 5 || i > 1 && bin == 0) {
                return -1;
            }
            bin = bin * 10 + digit;
        }
        return field.length() > 1 && bin < Bins.COUNT ? bin : -1;
    }
}
