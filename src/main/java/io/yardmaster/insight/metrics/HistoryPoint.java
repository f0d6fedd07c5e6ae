package io.yardmaster.insight.metrics;

/**
 * One step of a chart.
 *
 * @param at epoch milliseconds of the start of the step
 * @param processed attempts that ended; null when nothing was recorded in this step
 * @param failed of them, those that failed; null likewise
 * @param waiting jobs waiting, as last sampled in the step; null when not sampled
 * @param runTime start to end
 * @param waitTime due to start
 */
public record HistoryPoint(
        long at, Long processed, Long failed, Long waiting, Percentiles runTime, Percentiles waitTime) {}
