package io.yardmaster.insight.metrics;

/**
 * What happened in a queue in a window, over the whole cluster.
 *
 * @param queue its name
 * @param windowMs milliseconds, whole buckets
 * @param processed attempts that ended as succeeded or failed
 * @param failed of them, those that failed, were fatal, timed out or were lost
 * @param runTime start to end, of succeeded attempts
 * @param waitTime due to start, of all first attempts
 * @param totalTime due to end, of succeeded attempts
 */
public record QueueMetrics(
        String queue,
        long windowMs,
        long processed,
        long failed,
        Percentiles runTime,
        Percentiles waitTime,
        Percentiles totalTime) {
    /** Of a queue in which nothing ended. */
    public static QueueMetrics none(String queue, long windowMs) {
        return new QueueMetrics(queue, windowMs, 0, 0, Percentiles.NONE, Percentiles.NONE, Percentiles.NONE);
    }

    /** Succeeded attempts a minute. */
    public double throughputPerMinute() {
        return (processed - failed) * 60_000.0 / windowMs;
    }

    /** failed/processed, 0..1; null when nothing was processed. */
    public Double errorRate() {
        return processed == 0 ? null : (double) failed / processed;
    }
}
