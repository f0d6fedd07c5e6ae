package io.yardmaster.web.console.overview;

import io.yardmaster.insight.health.QueueRules;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.web.console.chart.Spark;
import io.yardmaster.web.console.words.Words;

/**
 * A queue as a row of the overview, in words.
 *
 * @param glyph critical, warning, paused or dot
 * @param bad its row is tinted: it fails, or nobody serves it
 * @param off which figures are the reason
 * @param figures what stands in the columns
 */
public record QueueRow(
        String name, String glyph, boolean bad, boolean paused, Off off, Figures figures, Spark spark, Meter meter) {

    /** Which figures are out of bounds. */
    public record Off(boolean oldest, boolean errors, boolean slots, boolean dead) {}

    /** The columns. An en dash stands for what is not known. */
    public record Figures(
            String waiting,
            String oldest,
            String done,
            String errors,
            String waitP95,
            String runP95,
            String retrying,
            String dead) {}

    /** Slots in use. @param width of the filled part, 0..46 pixels @param shared other queues may use them too */
    public record Meter(int busy, int total, long width, boolean full, boolean shared) {
        public static Meter of(int busy, int total, boolean shared) {
            long width = total == 0 ? 0 : Math.clamp(46L * busy / total, 0, 46);
            return new Meter(busy, total, width, total > 0 && busy >= total, shared);
        }
    }

    /** @param glyph of the queue in its scene @param sharesSlots other queues may use its slots too */
    public static QueueRow of(QueueSnapshot lane, String glyph, boolean sharesSlots) {
        boolean failing = QueueRules.isFailing(lane);
        boolean unserved = QueueRules.isUnserved(lane);
        long dead = lane.count(JobState.DEAD);
        return new QueueRow(
                lane.name(),
                glyph,
                glyph.equals("critical"),
                lane.info().paused(),
                new Off(QueueRules.isSlow(lane), failing, unserved, failing && dead > 0),
                figures(lane),
                Spark.of(lane.hour()),
                Meter.of(lane.info().slotsBusy(), lane.info().slotsTotal(), sharesSlots));
    }

    /** Nothing waits, runs short of slots or is wrong: on a phone its name says enough. */
    public boolean calm() {
        return glyph.equals("dot")
                && figures.waiting().equals("0")
                && figures.dead().equals("0");
    }

    /** Where the failed attempts of the error rate are now: dead, in their backoff, or run again by now. */
    public String errorsHref() {
        String list = figures.dead().equals("0") ? "/jobs?state=retrying&queue=" : "/dead?queue=";
        return figures.dead().equals("0") && figures.retrying().equals("0") ? "/queues/" + name : list + name;
    }

    private static Figures figures(QueueSnapshot lane) {
        return new Figures(
                Words.count(lane.count(JobState.WAITING)),
                Words.duration(lane.info().oldestWaitingMs()),
                Words.rate(lane.recent().throughputPerMinute()),
                Words.percent(lane.recent().errorRate()),
                Words.duration(lane.recent().waitTime().p95()),
                Words.duration(lane.recent().runTime().p95()),
                Words.count(lane.count(JobState.RETRYING)),
                Words.count(lane.count(JobState.DEAD)));
    }
}
