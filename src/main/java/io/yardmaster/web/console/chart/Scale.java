package io.yardmaster.web.console.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maps instants to places across a drawing whose width is known to the browser alone, so in percent.
 *
 * @param from epoch milliseconds at the left edge
 * @param to epoch milliseconds at the right edge, after {@code from}
 */
public record Scale(long from, long to) {
    private static final int MOST_TICKS = 6;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] STEPS = {
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY,
        30 * DAY,
        90 * DAY
    };

    /**
     * A part of the width.
     *
     * @param x its left edge, for example {@code 12.50%}
     * @param width likewise
     * @param end its right edge
     */
    public record Span(String x, String width, String end) {}

    /** The part between two instants. */
    public Span span(long start, long end) {
        double left = percent(start);
        double right = Math.max(left, percent(end));
        return new Span(text(left), text(right - left), text(right));
    }

    /** The place of one instant. */
    public String at(long instant) {
        return text(percent(instant));
    }

    /** 0..100. */
    public double percent(long instant) {
        return Math.clamp(100.0 * (instant - from) / Math.max(1, to - from), 0, 100);
    }

    /** Round instants within, at most {@value #MOST_TICKS}, and none in the last tenth, where a label has no room. */
    public List<Long> ticks() {
        long step = step();
        List<Long> ticks = new ArrayList<>();
        for (long at = Math.ceilDiv(from, step) * step; at < to && ticks.size() < MOST_TICKS; at += step) {
            if (percent(at) <= 90) {
                ticks.add(at);
            }
        }
        return ticks;
    }

    private long step() {
        for (long step : STEPS) {
            if ((to - from) / step < MOST_TICKS) {
                return step;
            }
        }
        return Math.max(1, (to - from) / MOST_TICKS);
    }

    private static String text(double percent) {
        return String.format(Locale.ROOT, "%.2f%%", percent);
    }
}
