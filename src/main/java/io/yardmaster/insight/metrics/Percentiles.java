package io.yardmaster.insight.metrics;

/**
 * Durations of a window in milliseconds, within 2 % of the true value; null without samples.
 *
 * @param avg exact mean
 * @param max upper end of the highest bin in use
 */
public record Percentiles(Double avg, Double p50, Double p95, Double p99, Double max) {
    public static final Percentiles NONE = new Percentiles(null, null, null, null, null);

    private static final double[] QUANTILES = {0.50, 0.95, 0.99};
    private static final double MICROS_PER_MILLI = 1_000;

    /**
     * Those of durations that were counted in bins.
     *
     * @param bins ascending, see {@link Bins}; empty only where the size is 0
     * @param counts of the same length
     * @param size sum of the counts
     */
    static Percentiles of(int[] bins, long[] counts, long size, long sumMicros) {
        if (size == 0) {
            return NONE;
        }
        double[] ranked = new double[QUANTILES.length];
        int next = 0;
        long before = 0;
        for (int i = 0; i < bins.length && next < ranked.length; i++) {
            while (next < ranked.length && before + counts[i] >= rank(QUANTILES[next], size)) {
                ranked[next] = within(bins[i], (rank(QUANTILES[next], size) - before - 0.5) / counts[i]);
                next++;
            }
            before += counts[i];
        }
        double avg = sumMicros / (double) size / MICROS_PER_MILLI;
        double max = Bins.highest(bins[bins.length - 1]) / MICROS_PER_MILLI;
        return new Percentiles(avg, ranked[0], ranked[1], ranked[2], max);
    }

    /** The nearest rank. */
    private static long rank(double quantile, long size) {
        return Math.max(1, (long) Math.ceil(quantile * size));
    }

    /** The place in a bin that a value would have if the bin's values were spread evenly. */
    private static double within(int bin, double place) {
        return (Bins.lowest(bin) + (Bins.highest(bin) - Bins.lowest(bin)) * place) / MICROS_PER_MILLI;
    }
}
