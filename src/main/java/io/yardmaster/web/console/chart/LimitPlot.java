package io.yardmaster.web.console.chart;

import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;

/** A day of one value with the limit that it should keep to, and marks where it would not have. */
public final class LimitPlot {
    private static final int HEIGHT = 120;
    /** Percent of the width that the time of a mark takes. */
    private static final double ROOM = 8;

    private LimitPlot() {}

    /** What was measured. @param ats epoch milliseconds, oldest first, at equal distances @param values null for a gap */
    public record Looks(List<Long> ats, List<Double> values) {}

    /**
     * @param looks what was measured
     * @param begun epoch milliseconds at which an alert would have begun, oldest first
     * @param words a value as people read it
     */
    public static Plot of(Looks looks, double limit, List<Long> begun, DoubleFunction<String> words, Zone zone) {
        List<Long> ats = looks.ats();
        List<Double> values = looks.values();
        double largest = Math.max(
                limit,
                values.stream().filter(Objects::nonNull).max(Double::compare).orElse(0.0));
        Axis axis = largest <= 1 ? new Axis(0, 1, false, HEIGHT) : Axis.linear(largest, HEIGHT);
        Curve value = Curve.of(values, axis);
        Curve bound = Curve.of(Collections.nCopies(ats.size(), limit), axis);
        List<Plot.Line> lines = List.of(
                new Plot.Line(
                        bound,
                        "dashed in-red",
                        false,
                        "limit",
                        bound.endY(),
                        Collections.nCopies(ats.size(), words.apply(limit))),
                new Plot.Line(value, "in-blue", false, "value", null, inWords(values, words)));
        boolean empty = value.line().isEmpty() && value.lastY() == null;
        return new Plot(
                "The last day of the value, with its limit",
                null,
                HEIGHT,
                ticks(axis),
                times(ats, zone),
                empty ? List.of() : lines,
                new Plot.Band("100%", "0%"),
                empty ? "There was nothing to measure in this day" : null,
                ats.stream().map(zone::minute).toList(),
                marks(new Scale(ats.getFirst(), ats.getLast()), begun, zone));
    }

    private static List<String> inWords(List<Double> values, DoubleFunction<String> words) {
        return values.stream()
                .map(value -> value == null ? Words.NONE : words.apply(value))
                .toList();
    }

    /** Where an alert would have begun; the newest, and none so near to another that it covers its time. */
    private static List<Plot.Mark> marks(Scale scale, List<Long> begun, Zone zone) {
        List<Plot.Mark> marks = new ArrayList<>();
        double free = 100;
        for (long at : begun.reversed()) {
            double percent = scale.percent(at);
            if (percent <= free) {
                marks.add(new Plot.Mark(scale.at(at), zone.minute(at)));
                free = percent - ROOM;
            }
        }
        return marks;
    }

    private static List<Axis.Tick> ticks(Axis axis) {
        return axis.highest() > 1
                ? axis.ticks()
                : List.of(
                        new Axis.Tick(axis.y(0), "0"),
                        new Axis.Tick(axis.y(0.5), "0.5"),
                        new Axis.Tick(axis.y(1), "1"));
    }

    private static List<Plot.Time> times(List<Long> ats, Zone zone) {
        List<Plot.Time> times = new ArrayList<>();
        for (int i = 0; i < ats.size(); i++) {
            double percent = Curve.x(i, ats.size()) / 10;
            if (Range.DAY.isLabelled(ats.get(i), zone)
                    && zone.minute(ats.get(i)).endsWith(":00")
                    && percent > 3
                    && percent < 97) {
                times.add(new Plot.Time(Axis.tenth(percent) + "%", zone.minute(ats.get(i)), times.size() % 2 == 1));
            }
        }
        return times;
    }
}
