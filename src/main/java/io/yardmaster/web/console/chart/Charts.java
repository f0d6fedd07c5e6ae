package io.yardmaster.web.console.chart;

import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.Percentiles;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The history of one queue or of all: four plots and what their legends say of the last full step.
 *
 * @param step how long a step is, in words
 * @param since when the measuring began, where that is within the range; null where it is older or never
 * @param summary the whole history in two sentences, for those who do not see it
 * @param window when its steps began, and the list of jobs that a step leads to
 */
public record Charts(
        Plot throughput,
        Plot errors,
        Plot waits,
        Plot runs,
        Legend legend,
        String step,
        String since,
        String summary,
        Window window) {

    /** Values of the last full step. */
    public record Legend(String completed, String failed, String waitP95, String runP95) {}

    /**
     * What the crosshair needs to lead to jobs.
     *
     * @param from epoch milliseconds of the first step
     * @param stepMs milliseconds
     * @param jobs address of the jobs that ended, newest first, to which a time is added
     */
    public record Window(long from, long stepMs, String jobs) {}

    /** A step of the table of values. */
    public record Row(String at, List<String> values) {}

    /** What is charted and for whom. @param queue null for all @param events that are marked */
    public record View(String queue, Period range, Zone zone, List<Plot.Event> events) {}

    /** Heads of the table of values, beside that of the time. */
    public List<String> heads() {
        return plots().flatMap(plot -> plot.byName().stream()
                        .map(line ->
                                plot.title() == null ? Words.capital(line.name()) : plot.title() + " " + line.name()))
                .toList();
    }

    /** The table of values, newest first. */
    public List<Row> rows() {
        List<Plot.Line> lines = plots().flatMap(plot -> plot.byName().stream()).toList();
        return IntStream.range(0, throughput.steps().size())
                .mapToObj(i -> new Row(
                        throughput.steps().get(i),
                        lines.stream().map(line -> line.values().get(i)).toList()))
                .toList()
                .reversed();
    }

    private Stream<Plot> plots() {
        return Stream.of(throughput, waits, runs);
    }

    /** The index of the first step that was measured; -1 where none was. */
    private static int firstMeasured(List<HistoryPoint> points) {
        return IntStream.range(0, points.size())
                .filter(i -> points.get(i).processed() != null)
                .findFirst()
                .orElse(-1);
    }

    /** True when an hour of steps has nothing older than a quarter of it: then that quarter shows more. */
    public static boolean isYoung(List<HistoryPoint> hour) {
        int first = firstMeasured(hour);
        return first > hour.size() * 3 / 4;
    }

    public static Charts of(List<HistoryPoint> points, View view) {
        Period range = view.range();
        Plots plots = new Plots(points, range, view.zone(), view.events());
        Legend legend = new Legend(
                plots.lastFull(
                        p -> p.processed() == null ? null : plots.perMinute(p.processed() - p.failed()), Words::rate),
                plots.lastFull(p -> p.failed() == null ? null : plots.perMinute(p.failed()), Words::rate),
                plots.lastFull(p -> p.waitTime().p95(), Words::duration),
                plots.lastFull(p -> p.runTime().p95(), Words::duration));
        int first = firstMeasured(points);
        String jobs = "/jobs?state=completed" + (view.queue() == null ? "" : "&queue=" + view.queue()) + "&until=";
        return new Charts(
                plots.throughput(),
                plots.errors(),
                plots.waits(),
                plots.runs(),
                legend,
                Words.duration(range.stepMs()),
                first < 2 ? null : range.label(points.get(first).at(), view.zone()),
                summary(points, view),
                new Window(points.isEmpty() ? 0 : points.getFirst().at(), range.stepMs(), jobs));
    }

    private static String summary(List<HistoryPoint> points, View view) {
        List<HistoryPoint> measured =
                points.stream().filter(point -> point.processed() != null).toList();
        long processed = measured.stream().mapToLong(HistoryPoint::processed).sum();
        if (processed == 0) {
            return "No job ran in " + view.range().words() + ".";
        }
        long failed = measured.stream().mapToLong(HistoryPoint::failed).sum();
        HistoryPoint most = measured.stream()
                .max(Comparator.comparing(HistoryPoint::processed))
                .orElseThrow();
        return "In " + view.range().words() + " " + Words.count(processed, "attempt") + " ended, "
                + Words.number(failed) + " of them failed; the most, " + Words.number(most.processed()) + ", in the "
                + Words.duration(view.range().stepMs()) + " from "
                + view.range().step(most.at(), view.zone()) + ". The highest p95 of the wait was "
                + highest(points, HistoryPoint::waitTime) + ", of the run " + highest(points, HistoryPoint::runTime)
                + ".";
    }

    private static String highest(List<HistoryPoint> points, Function<HistoryPoint, Percentiles> of) {
        return Words.duration(points.stream()
                .map(point -> of.apply(point).p95())
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null));
    }
}
