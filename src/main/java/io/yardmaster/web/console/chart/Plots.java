package io.yardmaster.web.console.chart;

import io.yardmaster.insight.health.QueueRules;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.Percentiles;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Draws the history of queues: throughput on one plot, wait and run on two that share a time axis. */
record Plots(List<HistoryPoint> points, Period range, Zone zone, List<Plot.Event> events) {
    private static final int TALL = 176;
    private static final int LOW = 76;
    private static final double LIMIT = 100 * QueueRules.FAILING_SHARE;
    private static final int NAME_HEIGHT = 12;
    private static final int MOST_MARKS = 3;
    private static final String NOTHING_RAN = "No job ran in ";

    Plots(List<HistoryPoint> points, Period range, Zone zone) {
        this(points, range, zone, List.of());
    }

    /** Attempts a minute: those that succeeded and those that failed. */
    Plot throughput() {
        List<Double> done = values(p -> p.processed() == null ? null : perMinute(p.processed() - p.failed()));
        List<Double> failed = values(p -> p.failed() == null ? null : perMinute(p.failed()));
        Axis axis = Axis.linear(Math.max(largest(done), largest(failed)), TALL);
        List<Plot.Line> lines =
                List.of(line(done, axis, "in-blue", false, "completed"), line(failed, axis, "in-red", true, "failed"));
        return plot("Attempts a minute that completed and failed", null, axis, apart(lines, TALL), true);
    }

    /** The share of attempts that failed, in percent, with its limit. */
    Plot errors() {
        List<Double> shares = values(p ->
                p.processed() == null || p.processed() == 0 ? null : Axis.tenth(p.failed() * 100.0 / p.processed()));
        boolean empty = shares.stream().allMatch(Objects::isNull);
        Axis axis = Axis.linear(Math.max(largest(shares), 2 * LIMIT), LOW);
        List<Double> limit = values(p -> empty ? null : LIMIT);
        List<Plot.Line> lines = List.of(
                line(shares, axis, "in-red", false, "failed"), line(limit, axis, "dashed in-red", false, "limit"));
        return plot("Error rate in percent", "Error rate, %", axis, apart(lines, LOW), false);
    }

    /** Due to start, on a log scale. */
    Plot waits() {
        return percentiles("Wait", HistoryPoint::waitTime, false);
    }

    /** Start to end, on a log scale. */
    Plot runs() {
        return percentiles("Run", HistoryPoint::runTime, true);
    }

    /** The value of the last full step. @return an en dash when there is none */
    String lastFull(Function<HistoryPoint, Double> value, Function<Double, String> words) {
        Double last = points.size() < 2 ? null : value.apply(points.get(points.size() - 2));
        return last == null ? Words.NONE : words.apply(last);
    }

    double perMinute(long attempts) {
        return attempts * 60_000.0 / range.stepMs();
    }

    private Plot percentiles(String title, Function<HistoryPoint, Percentiles> of, boolean withTimes) {
        List<Double> p50 = values(p -> of.apply(p).p50());
        List<Double> p95 = values(p -> of.apply(p).p95());
        List<Double> p99 = values(p -> of.apply(p).p99());
        Axis axis = Axis.decades(smallest(p50), largest(p99), LOW);
        List<Plot.Line> lines = List.of(
                line(p99, axis, "dashed in-blue", false, "p99"),
                line(p95, axis, "solid in-blue", false, "p95"),
                line(p50, axis, "thin in-blue", false, "p50"));
        return plot(title + " time: p50, p95 and p99", title, axis, apart(lines, LOW), withTimes);
    }

    private Plot plot(String label, String title, Axis axis, List<Plot.Line> lines, boolean withTimes) {
        boolean empty = lines.stream()
                .allMatch(l -> l.curve().endY() == null && l.curve().lastY() == null);
        String none = empty ? NOTHING_RAN + range.words() : null;
        List<String> steps =
                points.stream().map(point -> range.step(point.at(), zone)).toList();
        return new Plot(
                label + ", " + range.words(),
                title,
                axis.height(),
                axis.ticks(),
                withTimes ? times() : List.of(),
                lines,
                band(),
                none,
                steps,
                marks());
    }

    /** What happened within the range, the newest. */
    private List<Plot.Mark> marks() {
        if (points.isEmpty()) {
            return List.of();
        }
        Scale scale = new Scale(points.getFirst().at(), points.getLast().at());
        return events.stream()
                .filter(event -> event.at() > scale.from() && event.at() < scale.to())
                .sorted(Comparator.comparing(Plot.Event::at).reversed())
                .limit(MOST_MARKS)
                .map(event -> new Plot.Mark(scale.at(event.at()), event.label()))
                .toList();
    }

    private Plot.Line line(List<Double> values, Axis axis, String style, boolean filled, String name) {
        Curve curve = Curve.of(values, axis);
        return new Plot.Line(
                curve,
                style,
                filled,
                name,
                curve.lastY() == null ? curve.endY() : curve.lastY(),
                values.stream().map(axis::words).toList());
    }

    /** Moves names down so that none covers another, and up again at the foot. */
    private static List<Plot.Line> apart(List<Plot.Line> lines, int height) {
        List<Plot.Line> named =
                new ArrayList<>(lines.stream().filter(l -> l.nameY() != null).toList());
        named.sort(Comparator.comparing(Plot.Line::nameY));
        List<Plot.Line> moved =
                new ArrayList<>(lines.stream().filter(l -> l.nameY() == null).toList());
        double free = 0;
        for (int i = 0; i < named.size(); i++) {
            double lowest = height - (double) NAME_HEIGHT * (named.size() - 1 - i);
            double y = Axis.tenth(Math.max(Math.min(named.get(i).nameY(), lowest), free));
            moved.add(named.get(i).namedAt(y));
            free = y + NAME_HEIGHT;
        }
        return moved;
    }

    private List<Plot.Time> times() {
        List<Plot.Time> times = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < points.size(); i++) {
            long at = points.get(i).at();
            if (range.isLabelled(at, zone)) {
                double percent = Curve.x(i, points.size()) / 10;
                boolean fits = percent > 3 && percent < 97;
                if (fits) {
                    times.add(new Plot.Time(Axis.tenth(percent) + "%", range.label(at, zone), count++ % 2 == 1));
                }
            }
        }
        return times;
    }

    private Plot.Band band() {
        double from = Curve.x(Math.max(points.size() - 2, 0), points.size()) / 10;
        return new Plot.Band(Axis.tenth(from) + "%", Axis.tenth(100 - from) + "%");
    }

    private List<Double> values(Function<HistoryPoint, Double> of) {
        return points.stream().map(of).toList();
    }

    private static double largest(List<Double> values) {
        return values.stream().filter(Objects::nonNull).max(Double::compare).orElse(0.0);
    }

    private static double smallest(List<Double> values) {
        return values.stream().filter(Objects::nonNull).min(Double::compare).orElse(10.0);
    }
}
