package io.yardmaster.insight.health;

import io.yardmaster.insight.metrics.HistoryPoint;
import java.util.List;

/**
 * A time of failures. It begins in the first bad step (more than a tenth of its attempts failed) and ends after ten
 * minutes without a bad one; a step in which nothing ran is not bad.
 *
 * @param since epoch milliseconds of its first bad step
 * @param inWaves true when an earlier one ended and this one began within what was looked at
 * @param fromStart true when it already went on where the history begins, so that it may be older
 */
public record Episode(long since, boolean inWaves, boolean fromStart) {
    private static final long QUIET_MS = 600_000;

    /** The episode that goes on at the end of a history; null when none does. @param history oldest first */
    public static Episode of(List<HistoryPoint> history) {
        Long since = null;
        long lastBad = 0;
        int ended = 0;
        for (HistoryPoint point : history) {
            if (since != null && point.at() - lastBad > QUIET_MS) {
                since = null;
                ended++;
            }
            if (isBad(point)) {
                since = since == null ? Long.valueOf(point.at()) : since;
                lastBad = point.at();
            }
        }
        if (since == null) {
            return null;
        }
        boolean fromStart = since - history.getFirst().at() <= QUIET_MS;
        return new Episode(since, ended > 0, fromStart);
    }

    private static boolean isBad(HistoryPoint point) {
        return point.processed() != null
                && point.processed() > 0
                && point.failed() > QueueRules.FAILING_SHARE * point.processed();
    }
}
