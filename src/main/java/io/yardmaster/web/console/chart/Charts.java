package io.yardmaster.web.console.chart;

import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.List;

/**
 * The history of one queue or of all: three plots and what their legends say of the last full step.
 *
 * @param step how long a step is, in words
 * @param since when the measuring began, where that is within the range; null where it is older or never
 */
public record Charts(Plot throughput, Plot waits, Plot runs, Legend legend, String step, String since) {

    /** Values of the last full step. */
    public record Legend(String completed, String failed, String waitP95, String runP95) {}

    private static String since(List<HistoryPoint> points, Range range, Zone zone) {
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).processed() != null) {
                return i < 2 ? null : range.label(points.get(i).at(), zone);
            }
        }
        return null;
    }

    public static Charts of(List<HistoryPoint> points, Range range, Zone zone) {
        Plots plots = new Plots(points, range, zone);
        Legend legend = new Legend(
                plots.lastFull(
                        p -> p.processed() == null ? null : plots.perMinute(p.processed() - p.failed()), Words::rate),
                plots.lastFull(p -> p.failed() == null ? null : plots.perMinute(p.failed()), Words::rate),
                plots.lastFull(p -> p.waitTime().p95(), Words::duration),
                plots.lastFull(p -> p.runTime().p95(), Words::duration));
        return new Charts(
                plots.throughput(),
                plots.waits(),
                plots.runs(),
                legend,
                Words.duration(range.stepMs()),
                since(points, range, zone));
    }
}
