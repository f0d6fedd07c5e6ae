package io.yardmaster.web.console.chart;

import io.yardmaster.insight.metrics.HistoryPoint;
import java.util.List;

/**
 * Attempts a minute as thin bars, 88 by 24 pixels, from zero to the highest of them.
 *
 * @param done SVG path data of the bars; a gap where nothing was recorded
 * @param failed path data of their failed parts, from the ground
 * @param words the same for those who do not see it
 */
public record Spark(String done, String failed, String words) {
    private static final double WIDTH = 86;
    private static final double WIDE = 110;
    private static final double HEIGHT = 19;
    private static final double GROUND = 22;

    public static Spark of(List<HistoryPoint> points) {
        long max = 0;
        long all = 0;
        long bad = 0;
        for (HistoryPoint point : points) {
            if (point.processed() != null) {
                max = Math.max(max, point.processed());
                all += point.processed();
                bad += point.failed();
            }
        }
        String words = "Attempts in the last hour: " + all + ", of them failed: " + bad;
        return new Spark(bars(points, false, max), bars(points, true, max), words);
    }

    /** Counts as bars, 112 pixels wide, all of them bad. @param counts oldest first */
    public static Spark of(List<Integer> counts, String words) {
        int max = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < counts.size() && max > 0; i++) {
            if (counts.get(i) > 0) {
                double height = Math.max(1, counts.get(i) * HEIGHT / max);
                path.append("M" + Axis.tenth(0.7 + i * WIDE / counts.size()) + " " + GROUND + "V"
                        + Axis.tenth(GROUND - height));
            }
        }
        return new Spark("", path.toString(), words);
    }

    private static String bars(List<HistoryPoint> points, boolean failed, long max) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            Long value = failed ? points.get(i).failed() : points.get(i).processed();
            if (value != null && value > 0) {
                double height = Math.max(1, value * HEIGHT / max);
                double x = Axis.tenth(0.7 + i * WIDTH / Math.max(points.size(), 1));
                path.append("M" + x + " " + GROUND + "V" + Axis.tenth(GROUND - height));
            }
        }
        return path.toString();
    }
}
