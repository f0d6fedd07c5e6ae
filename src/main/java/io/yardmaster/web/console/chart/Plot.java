package io.yardmaster.web.console.chart;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
 * @param steps when each step began, oldest first
 * @param marks what happened on the way
 */
public record Plot(
        String label,
        String title,
        int height,
        List<Axis.Tick> ys,
        List<Time> xs,
        List<Line> lines,
        Band band,
        String empty,
        List<String> steps,
        List<Mark> marks) {

    /** Something that happened: a node began, a deploy. @param at epoch milliseconds @param label a word or two */
    public record Event(long at, String label) {}

    /** The same on the axis. @param x percent from the left */
    public record Mark(String x, String label) {
        private static final double NEAR_THE_EDGE = 85;

        /** True where its label has no room to the right of its line. */
        public boolean isLate() {
            return Double.parseDouble(x.replace("%", "")) > NEAR_THE_EDGE;
        }
    }

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
     * @param values of each step in words
     */
    public record Line(Curve curve, String style, boolean filled, String name, Double nameY, List<String> values) {
        Line namedAt(double y) {
            return new Line(curve, style, filled, name, y, values);
        }
    }

    /** The lines in the order of their names, which is that of their values below. */
    List<Line> byName() {
        return lines.stream().sorted(Comparator.comparing(Line::name)).toList();
    }

    /** Names of the values of a step, parted by semicolons: for the crosshair. */
    public String names() {
        return byName().stream().map(Line::name).collect(Collectors.joining(";"));
    }

    /** Time and values of each step, parted by semicolons, the steps by bars: for the crosshair. */
    public String values() {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> steps.get(i) + ";"
                        + byName().stream().map(line -> line.values().get(i)).collect(Collectors.joining(";")))
                .collect(Collectors.joining("|"));
    }

    /** Pixels with the labels of the times. */
    public int outerHeight() {
        return height + (xs.isEmpty() ? 20 : 28);
    }
}
