package io.yardmaster.web.console.alerts;

import io.yardmaster.insight.alert.AlertMetric;
import io.yardmaster.insight.alert.AlertRule;
import io.yardmaster.insight.alert.AlertRule.Limit;
import io.yardmaster.insight.alert.AlertRule.Scope;
import io.yardmaster.insight.alert.AlertRule.Telling;
import io.yardmaster.insight.health.Severity;
import io.yardmaster.job.text.Name;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The form of a rule: what was typed, and what is wrong with it. Durations are seconds here. */
final class RuleForm {
    private static final int MOST_WEBHOOKS = 20;
    private static final String NOBODY = "-";

    private final Map<String, String> values;
    private final Map<String, String> wrong = new LinkedHashMap<>();

    RuleForm(Map<String, String> values) {
        this.values = values;
    }

    /** The fields of a rule that exists. */
    static Map<String, String> values(AlertRule rule) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", rule.name());
        values.put("metric", rule.scope().metric().word());
        values.put(
                "queue",
                rule.scope().queue().equals(AlertRule.ANY_QUEUE)
                        ? ""
                        : rule.scope().queue());
        values.put("op", rule.limit().above() ? ">" : "<");
        values.put("threshold", plain(rule.limit().threshold()));
        values.put("window", plain(rule.windowMs() / 1_000.0));
        values.put("hold", plain(rule.limit().forMs() / 1_000.0));
        values.put("samples", Long.toString(rule.limit().minSamples()));
        values.put("severity", rule.telling().severity().word());
        List<String> told = rule.telling().webhooks();
        values.put("webhooks", told == null ? "" : told.isEmpty() ? NOBODY : String.join(" ", told));
        values.put(
                "priority",
                rule.scope().maxPriority() == null
                        ? ""
                        : rule.scope().maxPriority().toString());
        values.put("enabled", rule.enabled() ? "on" : "");
        return values;
    }

    /** A sentence a wrong field. */
    Map<String, String> wrong() {
        return wrong;
    }

    /** The rule; null when something is wrong. */
    AlertRule rule() {
        String name = value("name");
        if (!Name.isName(name)) {
            wrong.put("name", "1 to 128 characters of A-Z a-z 0-9 . _ - that begin with a letter or digit.");
        }
        AlertMetric metric = AlertMetric.of(value("metric")).orElse(null);
        if (metric == null) {
            wrong.put("metric", "Choose one.");
        }
        String queue = value("queue").isEmpty() ? AlertRule.ANY_QUEUE : value("queue");
        if (!queue.equals(AlertRule.ANY_QUEUE) && !Name.isName(queue)) {
            wrong.put("queue", "The name of a queue, or nothing for each queue.");
        }
        double least = metric == AlertMetric.WAITING_GROWTH ? -metric.most() : 0;
        Double threshold = number("threshold", least, metric == null ? 1e12 : metric.most());
        Double window = number("window", AlertRule.SHORTEST_WINDOW_MS / 1_000.0, AlertRule.LONGEST_WINDOW_MS / 1_000.0);
        Double hold = number("hold", 0, AlertRule.LONGEST_FOR_MS / 1_000.0);
        Double samples = number("samples", 0, AlertRule.MOST_SAMPLES);
        Integer priority = priority(metric);
        List<String> told = told();
        if (!wrong.isEmpty()) {
            return null;
        }
        Limit limit = new Limit(!value("op").equals("<"), threshold, samples.longValue(), Math.round(hold * 1_000));
        Telling telling = new Telling(severity(), told);
        Scope scope = new Scope(metric, queue, priority);
        return new AlertRule(
                name,
                scope,
                limit,
                Math.round(window * 1_000),
                telling,
                value("enabled").equals("on"));
    }

    private Integer priority(AlertMetric metric) {
        if (value("priority").isEmpty() || metric != AlertMetric.DEATHS) {
            return null;
        }
        Double most = number("priority", 1, 100);
        return most == null ? null : Integer.valueOf(most.intValue());
    }

    private List<String> told() {
        String text = value("webhooks");
        if (text.isEmpty()) {
            return null;
        }
        List<String> names = text.equals(NOBODY)
                ? List.of()
                : Stream.of(text.split("[ ,]+")).distinct().toList();
        if (names.size() > MOST_WEBHOOKS || !names.stream().allMatch(Name::isName)) {
            wrong.put("webhooks", "Names of webhooks, at most " + MOST_WEBHOOKS + ", with blanks between.");
        }
        return names;
    }

    private Severity severity() {
        return Stream.of(Severity.values())
                .filter(one -> one.word().equals(value("severity")))
                .findFirst()
                .orElse(Severity.WARNING);
    }

    private Double number(String field, double least, double most) {
        try {
            double value = Double.parseDouble(value(field).isEmpty() ? "0" : value(field));
            if (value(field).matches("-?[0-9.]{1,16}") && value >= least && value <= most
                    || value(field).isEmpty() && least <= 0) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // said below, with the bounds
        }
        wrong.put(field, "A number from " + plain(least) + " to " + plain(most) + ".");
        return null;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }

    private String value(String field) {
        return values.getOrDefault(field, "").strip();
    }
}
