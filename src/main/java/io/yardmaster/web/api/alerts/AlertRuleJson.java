package io.yardmaster.web.api.alerts;

import io.yardmaster.insight.alert.AlertRule;
import io.yardmaster.insight.alert.AlertRules.Ruled;
import io.yardmaster.web.api.request.At;
import java.util.List;

/**
 * An alert rule as the API writes it.
 *
 * @param webhooks null = every enabled one
 * @param silencedUntil null when it is not silent
 * @param note what may be a mistake, such as a queue that is not there; null when nothing is
 */
record AlertRuleJson(
        String name,
        String metric,
        String queue,
        String op,
        Number threshold,
        long windowMs,
        long minSamples,
        long forMs,
        String severity,
        List<String> webhooks,
        boolean enabled,
        Integer maxPriority,
        At silencedUntil,
        String note) {
    static AlertRuleJson of(Ruled ruled, long now, String note) {
        AlertRule rule = ruled.rule();
        return new AlertRuleJson(
                rule.name(),
                rule.scope().metric().word(),
                rule.scope().queue(),
                rule.limit().above() ? ">" : "<",
                number(rule.limit().threshold()),
                rule.windowMs(),
                rule.limit().minSamples(),
                rule.limit().forMs(),
                rule.telling().severity().word(),
                rule.telling().webhooks(),
                rule.enabled(),
                rule.scope().maxPriority(),
                ruled.isSilent(now) ? At.of(ruled.silentUntil()) : null,
                note);
    }

    /** A whole number without a decimal point; null for null. */
    static Number number(Double value) {
        if (value != null && value == Math.rint(value)) {
            return value.longValue();
        }
        return value;
    }
}
