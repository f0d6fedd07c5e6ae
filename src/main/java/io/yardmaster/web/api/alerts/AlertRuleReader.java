package io.yardmaster.web.api.alerts;

import io.yardmaster.insight.alert.AlertMetric;
import io.yardmaster.insight.alert.AlertRule;
import io.yardmaster.insight.alert.AlertRule.Limit;
import io.yardmaster.insight.alert.AlertRule.Scope;
import io.yardmaster.insight.alert.AlertRule.Telling;
import io.yardmaster.insight.health.Severity;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.JsonReader;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what an alert rule is to be. */
public final class AlertRuleReader {
    private static final Set<String> KNOWN = Set.of(
            "metric",
            "queue",
            "op",
            "threshold",
            "windowMs",
            "minSamples",
            "forMs",
            "severity",
            "webhooks",
            "enabled",
            "maxPriority");
    private static final List<String> NEEDED = List.of("metric", "op", "threshold", "windowMs", "severity");
    private static final int MOST_WEBHOOKS = 20;

    private final JsonReader in;
    private final Set<String> given = new HashSet<>();
    private AlertMetric metric;
    private String queue = AlertRule.ANY_QUEUE;
    private String op;
    private Double threshold;
    private Long windowMs;
    private Long minSamples = 0L;
    private Long forMs = 0L;
    private Severity severity;
    private List<String> webhooks;
    private Boolean enabled = true;
    private Long maxPriority;

    private AlertRuleReader(JsonReader in) {
        this.in = in;
    }

    /** The rule that a body describes. @throws io.yardmaster.web.problem.BadInputException with all that is wrong */
    static AlertRule of(String name, Body body) {
        return of(name, body.text(Body.LARGEST));
    }

    /** The same of a text, as a page makes it of its form. */
    public static AlertRule of(String name, CharBuffer text) {
        JsonReader in = new JsonReader(text);
        return in.whole(() -> new AlertRuleReader(in).read(name));
    }

    private AlertRule read(String name) {
        if (!in.object(KNOWN, Set.of(), this::member)) {
            return null;
        }
        NEEDED.stream()
                .filter(member -> !given.contains(member))
                .forEach(member -> in.note("/" + member, "is required"));
        together();
        return in.isWrong() ? null : rule(name);
    }

    private void member(String name) {
        given.add(name);
        switch (name) {
            case "metric" -> metric();
            case "queue" ->
                queue = in.string(
                        text -> text.equals(AlertRule.ANY_QUEUE) || Name.isName(text),
                        "must be * or the name of a queue: 1 to 128 characters of A-Z a-z 0-9 . _ -");
            case "op" -> op = in.string(text -> text.equals(">") || text.equals("<"), "must be > or <");
            case "threshold" -> threshold();
            case "windowMs" -> windowMs = in.integer(AlertRule.SHORTEST_WINDOW_MS, AlertRule.LONGEST_WINDOW_MS);
            case "minSamples" -> minSamples = in.integer(0, AlertRule.MOST_SAMPLES);
            case "forMs" -> forMs = in.integer(0, AlertRule.LONGEST_FOR_MS);
            case "severity" -> severity();
            case "webhooks" -> webhooks();
            case "enabled" -> enabled = in.bool();
            default -> maxPriority = in.integer(1, 100);
        }
    }

    private void metric() {
        String words = String.join(
                ", ", Stream.of(AlertMetric.values()).map(AlertMetric::word).toList());
        String word = in.string(text -> AlertMetric.of(text).isPresent(), "must be one of " + words);
        metric = word == null ? null : AlertMetric.of(word).orElseThrow();
    }

    private void threshold() {
        if (!in.isNumber()) {
            in.fail("must be a number");
            return;
        }
        double value = Double.parseDouble(in.text());
        if (!Double.isFinite(value) || Math.abs(value) > AlertMetric.OLDEST_WAITING_MS.most()) {
            in.note("", "must be a number between -1e12 and 1e12");
        } else {
            threshold = value;
        }
    }

    private void severity() {
        String word = in.string(
                text -> Stream.of(Severity.values()).anyMatch(one -> one.word().equals(text)),
                "must be info, warning or critical");
        severity = word == null ? null : Severity.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void webhooks() {
        List<String> names = new ArrayList<>();
        boolean list = in.array(() -> {
            String name = in.string(Name::isName, "must be the name of a webhook");
            if (name != null && !names.contains(name)) {
                names.add(name);
            }
        });
        if (list && names.size() > MOST_WEBHOOKS) {
            in.note("", "must be at most " + MOST_WEBHOOKS + " names");
        }
        webhooks = names;
    }

    private void together() {
        if (metric == null) {
            return;
        }
        double least = metric == AlertMetric.WAITING_GROWTH ? -metric.most() : 0;
        if (threshold != null && (threshold < least || threshold > metric.most())) {
            String most = metric.most() == 1 ? "1" : String.format(Locale.ROOT, "%.0f", metric.most());
            String from = String.format(Locale.ROOT, "%.0f", least);
            in.note("/threshold", "must be between " + from + " and " + most + " for " + metric.word());
        }
        if (maxPriority != null && metric != AlertMetric.DEATHS) {
            in.note("/maxPriority", "goes with the metric deaths only");
        }
    }

    private AlertRule rule(String name) {
        Integer most = maxPriority == null ? null : Integer.valueOf(maxPriority.intValue());
        return new AlertRule(
                name,
                new Scope(metric, queue, most),
                new Limit(op.equals(">"), threshold, minSamples, forMs),
                windowMs,
                new Telling(severity, webhooks),
                enabled);
    }
}
