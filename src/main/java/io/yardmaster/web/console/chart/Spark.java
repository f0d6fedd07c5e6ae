package io.yardmaster.web.console.chart;

import io.yardmaster.insight.metrics.HistoryPoint;
import java.util.List;
import java.util.Objects;

/**
 * A small line of what waited, 88 by 24 pixels, from zero to its own highest value.
 *
 * @param path SVG path data; a gap where nothing was sampled
 * @param endY pixels from the top of the open point at its end; null when the end is a gap
 * @param max its highest value
 */
public record Spark(String path, Double endY, long max) {
    private static final int WIDTH = 84;
    private static final int HEIGHT = 18;
    private static final int TOP = 3;

    public static Spark of(List<HistoryPoint> points) {
        long max = points.stream()
                .map(HistoryPoint::waiting)
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElse(0L);
        StringBuilder path = new StringBuilder();
        Double y = null;
        for (int i = 0; i < points.size(); i++) {
            Long waiting = points.get(i).waiting();
            String move = y == null ? "M" : "L";
            y = waiting == null ? null : Axis.tenth(TOP + HEIGHT - (double) waiting * HEIGHT / Math.max(max, 1));
            if (y != null) {
                path.append(move + Axis.tenth((double) i * WIDTH / Math.max(points.size() - 1, 1)) + " " + y);
            }
        }
        return new Spark(path.toString(), y, max);
    }
}
