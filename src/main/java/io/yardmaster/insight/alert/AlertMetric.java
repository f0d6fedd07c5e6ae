package io.yardmaster.insight.alert;

import java.util.Locale;
import java.util.Optional;

/** What a rule measures in a queue. */
public enum AlertMetric {
    /** Failed of processed attempts in the window, 0 to 1. No data without attempts. */
    ERROR_RATE(false, 1),
    /** Jobs waiting now. */
    WAITING(true, 1e9),
    /** Jobs more a minute, over the window. No data until it was sampled twice. */
    WAITING_GROWTH(false, 1e9),
    /** Milliseconds since the oldest waiting job was due; 0 when none waits. No data while the queue is paused. */
    OLDEST_WAITING_MS(true, 1e12),
    /** Milliseconds from start to end, of the attempts that succeeded in the window. */
    RUN_P95_MS(false, 1e12),
    /** Milliseconds from due to start, of the first attempts in the window. */
    WAIT_P95_MS(false, 1e12),
    /** Jobs dead now. */
    DEAD(true, 1e9),
    /** Dead jobs of those that the queue may hold, 0 to 1; 0 below 0.8. From 1 on the queue takes no job in. */
    DEAD_SHARE(false, 1),
    /** Jobs that died in the window. */
    DEATHS(true, 1e9),
    /** Live workers with a slot for the queue. No data where no job waits, or while the queue is paused. */
    WORKERS(true, 1e6),
    /** Succeeded attempts a minute, over the window. */
    THROUGHPUT(false, 1e9),
    /** Ticks of schedules of the queue that were missed in the window. */
    SCHEDULE_MISSED(true, 1e6),
    /** Groups of failures that were first seen in the window. */
    NEW_FAILURE_GROUP(true, 1e6),
    /** Slots of the workers that serve the queue whose handler goes on although it was told to stop. */
    STUCK_SLOTS(true, 1e6);

    private final String word = name().toLowerCase(Locale.ROOT);
    private final boolean whole;
    private final double most;

    AlertMetric(boolean whole, double most) {
        this.whole = whole;
        this.most = most;
    }

    /** The word of the API. */
    public String word() {
        return word;
    }

    /** The largest threshold. */
    public double most() {
        return most;
    }

    /** True where it counts whole things. */
    boolean isWhole() {
        return whole;
    }

    /** True where a number of attempts stands behind the value, to which {@code minSamples} applies. */
    public boolean isSampled() {
        return switch (this) {
            case ERROR_RATE, RUN_P95_MS, WAIT_P95_MS -> true;
            case WAITING, WAITING_GROWTH, OLDEST_WAITING_MS, DEAD, DEAD_SHARE, DEATHS, WORKERS, THROUGHPUT -> false;
            case SCHEDULE_MISSED, NEW_FAILURE_GROUP, STUCK_SLOTS -> false;
        };
    }

    /** The metric of a word; empty when there is none. */
    public static Optional<AlertMetric> of(String word) {
        for (AlertMetric metric : values()) {
            if (metric.word.equals(word)) {
                return Optional.of(metric);
            }
        }
        return Optional.empty();
    }
}
