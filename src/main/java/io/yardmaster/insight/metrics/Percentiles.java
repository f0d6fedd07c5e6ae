package io.yardmaster.insight.metrics;

/**
 * Durations of a window in milliseconds, within 2 % of the true value; null without samples.
 *
 * @param avg exact mean
 * @param max upper end of the highest bin in use
 */
public record Percentiles(Double avg, Double p50, Double p95, Double p99, Double max) {
    public static final Percentiles NONE = new Percentiles(null, null, null, null, null);
}
