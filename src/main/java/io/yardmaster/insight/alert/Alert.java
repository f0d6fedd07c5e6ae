package io.yardmaster.insight.alert;

import io.yardmaster.insight.health.Severity;
import java.util.List;
import java.util.Locale;

/**
 * What a rule found in a queue, from its begin to its end.
 *
 * @param id a letter and a number; later alerts have larger ones
 * @param about what is measured
 * @param value as measured last with data
 * @param state how far it is
 * @param times when it was what
 * @param told who was told, and what was known then
 */
public record Alert(String id, About about, double value, State state, When times, Told told) {
    /** How far an alert is. */
    public enum State {
        /** The rule is broken, and has to stay so for a while. */
        PENDING,
        FIRING,
        RESOLVED;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The word of the API. */
        public String word() {
            return word;
        }
    }

    /** @param above true = the value is too high, false = too low @param threshold of the rule when it was looked at last */
    public record About(
            String rule, String queue, AlertMetric metric, boolean above, double threshold, Severity severity) {}

    /**
     * All in epoch milliseconds by the store's clock.
     *
     * @param firedAt null before it fires
     * @param resolvedAt null before it ends
     * @param seenAt when it was looked at last
     * @param dataAt when there was data last
     */
    public record When(long pendingAt, Long firedAt, Long resolvedAt, long seenAt, long dataAt) {}

    /**
     * @param firing a message says that it fires
     * @param webhooks to whom it went and its end will go; null = every enabled one
     * @param end why it ended where that is not the value: no_data or rule; else null
     * @param marker the deploy before it, when one was in the hour before; else null
     */
    public record Told(boolean firing, List<String> webhooks, String end, String marker) {}

    /** Its rule and queue as one text: only one alert of a place is open. */
    String place() {
        return about.rule + " " + about.queue;
    }

    /** True while it pends or fires. */
    boolean isOpen() {
        return state != State.RESOLVED;
    }

    Alert with(Told changed) {
        return new Alert(id, about, value, state, times, changed);
    }
}
