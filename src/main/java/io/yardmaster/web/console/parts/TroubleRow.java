package io.yardmaster.web.console.parts;

import io.yardmaster.insight.alert.Alert;
import io.yardmaster.insight.alert.AlertMetric;
import io.yardmaster.insight.health.HealthCode;
import io.yardmaster.insight.health.HealthFact;
import io.yardmaster.insight.health.Severity;
import io.yardmaster.web.console.frame.AlarmLines;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Zone;
import io.yardmaster.web.console.words.Zone.Moment;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A row of the status block: a problem, and the alerts that fire because of it, so that both are said once.
 *
 * @param since when the problem began, or else when the first alert fired; null when neither is known
 * @param alerts those that nobody has seen yet, first fired first
 */
public record TroubleRow(Trouble problem, Moment since, List<Alert> alerts) {
    /** @param fact what is wrong in the scene */
    static TroubleRow of(HealthFact fact, Scene scene, Zone zone) {
        List<Alert> alerts = AlarmLines.open(scene)
                .filter(open -> isAbout(open, fact))
                .toList()
                .reversed();
        Moment fired = alerts.isEmpty()
                ? null
                : AlarmLines.line(alerts.getFirst(), zone, scene.at()).since();
        Moment since = fact.since() == null ? fired : zone.moment(fact.since(), scene.at());
        return new TroubleRow(Trouble.of(fact), since, alerts);
    }

    /** True where an alert says the same of the same queue. */
    private static boolean isAbout(Alert alert, HealthFact fact) {
        return alert.about().queue().equals(fact.queue())
                && fact.code() == code(alert.about().metric());
    }

    /** The fact that measures the same; null where none does. */
    private static HealthCode code(AlertMetric metric) {
        return switch (metric) {
            case ERROR_RATE -> HealthCode.FAILING;
            case OLDEST_WAITING_MS -> HealthCode.BACKLOG;
            case DEAD -> HealthCode.DEAD;
            case WORKERS -> HealthCode.NO_WORKER;
            case WAITING,
                    WAITING_GROWTH,
                    RUN_P95_MS,
                    WAIT_P95_MS,
                    DEAD_SHARE,
                    DEATHS,
                    THROUGHPUT,
                    SCHEDULE_MISSED,
                    NEW_FAILURE_GROUP,
                    STUCK_SLOTS -> null;
        };
    }

    /** The worst of them: critical, warning, paused or info. */
    public String glyph() {
        boolean critical = alerts.stream().anyMatch(alert -> alert.about().severity() == Severity.CRITICAL);
        return critical ? "critical" : problem.glyph();
    }

    /** At which values the alerts fire, where that is not the limit that is said already; else empty. */
    public String fires() {
        String values = alerts.stream()
                .map(Alert::about)
                .filter(about -> about.metric() != AlertMetric.WORKERS)
                .filter(about ->
                        !Objects.equals(about.threshold(), problem.cause().limit()))
                .map(about -> AlarmLines.value(about.metric(), about.threshold()))
                .distinct()
                .collect(Collectors.joining(" and "));
        return values.isEmpty() ? "" : ", alert at " + values;
    }

    /** The ids of the alerts, with commas between them; empty for none. */
    public String seen() {
        return alerts.stream().map(Alert::id).collect(Collectors.joining(","));
    }

    /** The first of them. */
    public String first() {
        return alerts.getFirst().id();
    }

    /** The deploy before the alerts; null when there was none. */
    public String marker() {
        return alerts.stream()
                .map(alert -> alert.told().marker())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
