package io.yardmaster.insight.alert;

import io.yardmaster.insight.alert.AlertRule.Limit;
import io.yardmaster.insight.alert.AlertRule.Scope;
import io.yardmaster.insight.alert.AlertRule.Telling;
import io.yardmaster.insight.health.QueueRules;
import io.yardmaster.insight.health.Severity;
import java.util.List;

/** The rules that are there from the first start. Their limits are those by which the Overview names trouble. */
final class DefaultRules {
    private static final long FIVE_MINUTES_MS = 300_000;
    private static final long TEN_MINUTES_MS = 600_000;
    /** Fewer jobs more a minute are the ups and downs of a healthy queue. */
    private static final double GROWING_A_MINUTE = 1;

    /** From 80 % of the dead jobs that a queue may hold: at 100 % it takes no job in. */
    private static final double NEARLY_FULL = 0.79;

    private DefaultRules() {}

    static List<AlertRule> all() {
        return List.of(
                rule(
                        "error-rate",
                        AlertMetric.ERROR_RATE,
                        new Limit(true, QueueRules.FAILING_SHARE, QueueRules.FAILING_SAMPLES, 0),
                        Severity.CRITICAL),
                rule(
                        "queue-growing",
                        AlertMetric.WAITING_GROWTH,
                        new Limit(true, GROWING_A_MINUTE, 0, TEN_MINUTES_MS),
                        Severity.WARNING),
                rule(
                        "oldest-waiting",
                        AlertMetric.OLDEST_WAITING_MS,
                        new Limit(true, QueueRules.BACKLOG_MS, 0, 0),
                        Severity.WARNING),
                new AlertRule(
                        "critical-deaths",
                        new Scope(AlertMetric.DEATHS, AlertRule.ANY_QUEUE, 1),
                        new Limit(true, 0, 0, 0),
                        FIVE_MINUTES_MS,
                        new Telling(Severity.CRITICAL, null),
                        true),
                rule("dead-share", AlertMetric.DEAD_SHARE, new Limit(true, NEARLY_FULL, 0, 0), Severity.WARNING),
                rule("no-worker", AlertMetric.WORKERS, new Limit(false, 1, 0, 0), Severity.CRITICAL));
    }

    private static AlertRule rule(String name, AlertMetric metric, Limit limit, Severity severity) {
        Scope scope = new Scope(metric, AlertRule.ANY_QUEUE, null);
        return new AlertRule(name, scope, limit, FIVE_MINUTES_MS, new Telling(severity, null), true);
    }
}
