package io.yardmaster.web.console.frame;

import io.yardmaster.insight.alert.Alert;
import io.yardmaster.insight.alert.AlertMetric;
import io.yardmaster.insight.health.Severity;
import io.yardmaster.web.console.frame.Frame.Alarm;
import io.yardmaster.web.console.frame.Frame.Line;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Words alerts: those that fire, on top of every page, and single ones for the page of alerts. */
public final class AlarmLines {
    private static final int MOST_LINES = 3;

    private AlarmLines() {}

    /** Those that nobody has seen yet and whose rules are not silent, worst first. */
    static Alarm of(Scene scene, Zone zone) {
        return of(scene, zone, Set.of());
    }

    /** The same without some. @param said ids of those that the page itself shows */
    public static Alarm of(Scene scene, Zone zone, Set<String> said) {
        List<Alert> open = open(scene)
                .filter(alert -> !said.contains(alert.id()))
                .sorted(Comparator.comparing(alert -> alert.about().severity()))
                .toList();
        boolean critical = !open.isEmpty() && open.getFirst().about().severity() == Severity.CRITICAL;
        List<Line> lines = open.stream()
                .limit(MOST_LINES)
                .map(alert -> line(alert, zone, scene.at()))
                .toList();
        return new Alarm(critical ? "critical" : "warning", lines, open.size() - lines.size());
    }

    /** Those that nobody has seen yet and whose rules are not silent. */
    public static Stream<Alert> open(Scene scene) {
        return scene.firing().stream()
                .filter(Scene.Fires::isOpen)
                .map(fires -> fires.shown().alert());
    }

    /** An alert in a line. @param now epoch milliseconds */
    public static Line line(Alert alert, Zone zone, long now) {
        Long since = alert.times().firedAt() == null
                ? Long.valueOf(alert.times().pendingAt())
                : alert.times().firedAt();
        return new Line(
                alert.id(),
                alert.about().severity().word(),
                alert.about().queue(),
                what(alert),
                zone.moment(since, now),
                alert.told().marker());
    }

    /** Error rate 99.4 %, limit 10 %. */
    private static String what(Alert alert) {
        AlertMetric metric = alert.about().metric();
        return title(metric) + " " + value(metric, alert.value()) + ", limit "
                + value(metric, alert.about().threshold());
    }

    /** What a metric is called. */
    public static String title(AlertMetric metric) {
        return switch (metric) {
            case ERROR_RATE -> "Error rate";
            case WAITING -> "Waiting";
            case WAITING_GROWTH -> "Growing by";
            case OLDEST_WAITING_MS -> "Oldest waiting";
            case RUN_P95_MS -> "Run p95";
            case WAIT_P95_MS -> "Wait p95";
            case DEAD -> "Dead";
            case DEAD_SHARE -> "Dead of what it may hold";
            case DEATHS -> "Deaths";
            case WORKERS -> "Workers";
            case THROUGHPUT -> "Throughput";
            case SCHEDULE_MISSED -> "Missed ticks";
            case NEW_FAILURE_GROUP -> "New failure groups";
            case STUCK_SLOTS -> "Stuck slots";
        };
    }

    /** A value with its unit. */
    public static String value(AlertMetric metric, double value) {
        return switch (metric) {
            case ERROR_RATE, DEAD_SHARE -> Words.percent(value);
            case OLDEST_WAITING_MS, RUN_P95_MS, WAIT_P95_MS -> Words.duration(value);
            case WAITING_GROWTH, THROUGHPUT -> Words.rate(value) + " a minute";
            case WAITING, DEAD, DEATHS, WORKERS, SCHEDULE_MISSED, NEW_FAILURE_GROUP, STUCK_SLOTS ->
                Words.count(Math.round(value));
        };
    }
}
