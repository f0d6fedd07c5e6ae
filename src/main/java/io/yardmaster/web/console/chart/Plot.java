package io.yardmaster.web.console.chart;

import java.util.List;

/**
 * A chart ready to be drawn: what stands where.
 *
 * @param label what it shows, for those who do not see it
 * @param title inside the plot; null for none
 * @param height pixels
 * @param ys the labelled values of the vertical axis
 * @param xs the labelled times; empty when another plot below carries them
 * @param lines in the order of the legend
 * @param band where the unfinished step lies
 * @param empty what to say in place of lines; null when there are some
 */
public record Plot(
        String label,
        String title,
        int height,
        List<Axis.Tick> ys,
        List<Time> xs,
        List<Line> lines,
        Band band,
        String empty) {

    /** A time on the axis. @param x percent from the left @param minor left out where there is no room */
    public record Time(String x, String label, boolean minor) {}

    /** The unfinished step. @param x percent from the left @param width percent */
    public record Band(String x, String width) {}

    /**
     * A line.
     *
     * @param style of its stroke: a word or two of the style sheet
     * @param filled the area below it is tinted
     * @param name at its right end
     * @param nameY pixels from the top, apart from the other names; null for a line without an end
     */
    public record Line(Curve curve, String style, boolean filled, String name, Double nameY) {}

    /** Pixels with the labels of the times. */
    public int outerHeight() {
        return height + (xs.isEmpty() ? 20 : 28);
    }
}
