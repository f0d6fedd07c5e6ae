package io.yardmaster.insight.types;

import io.yardmaster.insight.metrics.Percentiles;

/**
 * What the attempts of one job type came to.
 *
 * @param type its name; "other" for those beyond the first 200 of a bucket
 * @param processed attempts that ended
 * @param failed of them, those that failed
 * @param totalMs milliseconds that those ran that succeeded, added up
 * @param runTime of those that succeeded
 */
public record TypeShare(String type, long processed, long failed, double totalMs, Percentiles runTime) {
    /** failed/processed, 0..1; 0 where none ended. */
    public double errorRate() {
        return processed == 0 ? 0 : (double) failed / processed;
    }

    /** Milliseconds that an attempt ran that succeeded, on average; 0 where none did. */
    public double averageMs() {
        return processed == failed ? 0 : totalMs / (processed - failed);
    }
}
