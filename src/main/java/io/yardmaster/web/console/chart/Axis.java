package io.yardmaster.web.console.chart;

import io.yardmaster.web.console.words.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a value stands on a vertical axis.
 *
 * @param lowest value at the foot; of a log scale above zero
 * @param highest value at the top
 * @param log true when each decade is as high as the next
 * @param height pixels
 */
record Axis(double lowest, double highest, boolean log, int height) {
    private static final double[] STEPS = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8};
    private static final int INTERVALS = 4;
    private static final int MOST_DECADES = 3;

    /** A value with its label on an axis. @param y pixels from the top */
    record Tick(double y, String label) {}

    /** From zero to a round number at or above the largest value. */
    static Axis linear(double largest, int height) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(largest, INTERVALS) / INTERVALS)));
        for (double step : STEPS) {
            boolean whole = step * power == Math.rint(step * power);
            if (whole && step * power * INTERVALS >= largest) {
                return new Axis(0, Math.max(step * power, 1) * INTERVALS, false, height);
            }
        }
        return new Axis(0, 10 * power * INTERVALS, false, height);
    }

    /** Whole decades of milliseconds around all values, at least two. */
    static Axis decades(double smallest, double largest, int height) {
        double low = Math.floor(Math.log10(Math.max(smallest, 1)));
        double high = Math.max(Math.ceil(Math.log10(Math.max(largest, 1))), low + 2);
        return new Axis(Math.pow(10, low), Math.pow(10, high), true, height);
    }

    /** Pixels from the top; a value outside stands at the edge. */
    double y(double value) {
        double share = log
                ? (Math.log10(Math.max(value, lowest)) - Math.log10(lowest))
                        / (Math.log10(highest) - Math.log10(lowest))
                : (value - lowest) / (highest - lowest);
        return tenth(height * (1 - Math.clamp(share, 0, 1)));
    }

    /** A value in words: a duration on a log scale, else a rate. An en dash stands for none. */
    String words(Double value) {
        if (value == null) {
            return Words.NONE;
        }
        return log ? Words.duration(value) : Words.rate(value);
    }

    /** The labelled values, from the foot up. */
    List<Tick> ticks() {
        return log ? decadeTicks() : linearTicks();
    }

    private List<Tick> linearTicks() {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i <= INTERVALS; i++) {
            double value = highest * i / INTERVALS;
            ticks.add(new Tick(y(value), Words.number(Math.round(value))));
        }
        return ticks;
    }

    private List<Tick> decadeTicks() {
        List<Tick> ticks = new ArrayList<>();
        int from = (int) Math.round(Math.log10(lowest));
        int to = (int) Math.round(Math.log10(highest));
        int every = to - from > MOST_DECADES ? 2 : 1;
        for (int decade = from; decade <= to; decade += every) {
            double ms = Math.pow(10, decade);
            String value =
                    decade < 3 ? Words.number((long) ms) + "\u00a0ms" : Words.count((long) ms / 1000) + "\u00a0s";
            String label = decade == 0 ? "≤\u00a0" + value : value; // shorter ones stand at the foot too
            ticks.add(new Tick(y(ms), label));
        }
        return ticks;
    }

    static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
