package io.yardmaster.insight.alert;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.insight.health.Severity;
import java.util.List;

/**
 * When somebody is to be told.
 *
 * @param name of the grammar of names
 * @param scope what is measured, and where
 * @param limit from which value on
 * @param windowMs milliseconds that are looked at, up to now
 * @param telling whom
 * @param enabled false = it is not evaluated
 */
public record AlertRule(String name, Scope scope, Limit limit, long windowMs, Telling telling, boolean enabled) {
    public static final long SHORTEST_WINDOW_MS = 10_000;
    /** One week. */
    public static final long LONGEST_WINDOW_MS = 604_800_000;
    /** One day. */
    public static final long LONGEST_FOR_MS = 86_400_000;

    public static final long MOST_SAMPLES = 1_000_000;
    public static final String ANY_QUEUE = "*";

    /**
     * @param queue its name, or {@value AlertRule#ANY_QUEUE} for each queue by itself
     * @param maxPriority only jobs of this priority or a smaller one count, for deaths; null = all
     */
    public record Scope(AlertMetric metric, String queue, Integer maxPriority) {}

    /**
     * @param above true = the value must be above the threshold, false = below
     * @param minSamples attempts in the window without which there is no data; 0 = any
     * @param forMs milliseconds that it must hold; 0 = it fires at once
     */
    public record Limit(boolean above, double threshold, long minSamples, long forMs) {}

    /** @param webhooks names of those that are told; null = every enabled one */
    public record Telling(Severity severity, List<String> webhooks) {}

    /** True when the rule looks at that queue. Deliveries never alert about themselves. */
    boolean covers(String queue) {
        return !queue.equals(NodeInfo.DELIVERIES) && (scope.queue.equals(queue) || scope.queue.equals(ANY_QUEUE));
    }

    /** True when the value breaks the rule. */
    public boolean isBroken(double value) {
        return limit.above ? value > limit.threshold : value < limit.threshold;
    }

    /**
     * True when the value is so far on the right side that a firing alert ends: a tenth of the threshold. Under
     * {@code <} with whole numbers less than one thing is no margin, so that one worker ends "fewer than 1 worker".
     */
    boolean isCleared(double value) {
        double tenth = Math.abs(limit.threshold) / 10;
        if (limit.above) {
            return value <= limit.threshold - tenth;
        }
        return value >= limit.threshold + (scope.metric.isWhole() ? Math.floor(tenth) : tenth);
    }

    /** How long a firing alert may be without data, milliseconds. */
    long patienceMs() {
        return limit.forMs > 0 ? limit.forMs : windowMs;
    }
}
