package io.yardmaster.web.api.alerts;

import io.yardmaster.insight.alert.Alert;
import io.yardmaster.insight.alert.Alerts.Shown;
import io.yardmaster.web.api.request.At;

/**
 * An alert as the API writes it.
 *
 * @param value as measured last with data
 * @param reason why it ended where that is not its value: no_data, or rule (its rule is gone or off); null otherwise
 * @param marker the deploy in the hour before it; null when there was none
 */
public record AlertJson(
        String id,
        String rule,
        String queue,
        String metric,
        Number value,
        Number threshold,
        String severity,
        String state,
        At pendingAt,
        At firedAt,
        At resolvedAt,
        At acknowledgedAt,
        String acknowledgedBy,
        String reason,
        String marker) {
    public static AlertJson of(Shown shown) {
        Alert alert = shown.alert();
        Alert.About about = alert.about();
        return new AlertJson(
                alert.id(),
                about.rule(),
                about.queue(),
                about.metric().word(),
                AlertRuleJson.number(alert.value()),
                AlertRuleJson.number(about.threshold()),
                about.severity().word(),
                alert.state().word(),
                At.of(alert.times().pendingAt()),
                At.of(alert.times().firedAt()),
                At.of(alert.times().resolvedAt()),
                shown.seen() == null ? null : At.of(shown.seen().at()),
                shown.seen() == null ? null : shown.seen().by(),
                alert.told().end(),
                alert.told().marker());
    }
}
