package io.yardmaster.web.console.chart;

import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.List;

/**
 * The history of one queue or of all: three plots and what their legends say of the last full step.
 *
 * @param step how long a step is, in words
 */
public record Charts(Plot throughput, Plot waits, Plot runs, Legend legend, String step) {

    /** Values of the last full step. */
    public record Legend(String completed, String failed, String waitP95, String runP95) {}

    public static Charts of(List<HistoryPoint> points, Range range, Zone zone) {
        Plots plots = new Plots(points, range, zone);
        Legend legend = new Legend(
                plots.lastFull(
                        p -> p.processed() == null ? null : plots.perMinute(p.processed() - p.failed()), Words::rate),
                plots.lastFull(p -> p.failed() == null ? null : plots.perMinute(p.failed()), Words::rate),
                plots.lastFull(p -> p.waitTime().p95(), Words::duration),
                plots.lastFull(p -> p.runTime().p95(), Words::duration));
        return new Charts(plots.throughput(), plots.waits(), plots.runs(), legend, Words.duration(range.stepMs()));
    }
}
