package io.yardmaster.web.console.chart;

import java.util.List;

/**
 * A line through the steps of a chart, as SVG path data on a width of 1,000. A step without a value is a gap, and the
 * last step, which is not over, hangs on by a path of its own.
 *
 * @param line through all full steps; empty when there are none
 * @param tail from the last full step to the unfinished one; empty when either has no value
 * @param area the line closed down to the foot
 * @param lastY pixels from the top of the unfinished step; null when it has no value
 * @param endY where the name of the line stands; null when the line is empty
 */
record Curve(String line, String tail, String area, Double lastY, Double endY) {
    static final int WIDTH = 1_000;

    /** @param values one a step, oldest first; null for a gap */
    static Curve of(List<Double> values, Axis axis) {
        StringBuilder line = new StringBuilder();
        StringBuilder area = new StringBuilder();
        int full = values.size() - 1;
        double endX = 0;
        Double endY = null;
        boolean open = false;
        for (int i = 0; i < full; i++) {
            if (values.get(i) == null) {
                close(area, open, endX, axis);
                open = false;
                continue;
            }
            double x = x(i, values.size());
            double y = axis.y(values.get(i));
            area.append(open ? "L" : "M" + x + " " + axis.height() + "L").append(x + " " + y);
            line.append(open ? "L" : "M").append(x + " " + y);
            open = true;
            endX = x;
            endY = y;
        }
        close(area, open, endX, axis);
        Double lastY = full < 0 || values.get(full) == null ? null : axis.y(values.get(full));
        String tail = open && lastY != null ? "M" + endX + " " + endY + "L" + WIDTH + " " + lastY : "";
        return new Curve(dotted(line.toString()), tail, area.toString(), lastY, endY);
    }

    /** The horizontal place of a step. */
    static double x(int step, int steps) {
        return steps < 2 ? WIDTH : Axis.tenth((double) step * WIDTH / (steps - 1));
    }

    private static void close(StringBuilder area, boolean open, double x, Axis axis) {
        if (open) {
            area.append("L" + x + " " + axis.height() + "Z");
        }
    }

    /** A single step between two gaps has no length: it gets one, so that it can be seen. */
    private static String dotted(String line) {
        return line.replaceAll("(M[0-9. ]+)(?=M|$)", "$1h2");
    }
}
