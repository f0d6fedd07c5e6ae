package io.yardmaster.insight.alert;

import io.yardmaster.insight.alert.Alert.About;
import io.yardmaster.insight.alert.Alert.State;
import io.yardmaster.insight.alert.Alert.Told;
import io.yardmaster.insight.alert.Alert.When;

/**
 * What becomes of the alert of a rule in a queue. Pure: ok → pending → firing → resolved.
 *
 * @param now epoch milliseconds
 * @param gapMs how long nobody may have looked for "it held all the time" to be true
 */
record Judgement(long now, long gapMs) {
    static final String NO_DATA = "no_data";
    static final String RULE = "rule";

    /**
     * @param before the open alert; null when there is none
     * @param value as measured; null = no data
     * @param id of a new alert
     * @return the alert after this look; null when there is none any more, or none yet
     */
    Alert of(AlertRule rule, String queue, Alert before, Double value, String id) {
        if (before == null) {
            return value != null && rule.isBroken(value) ? begin(rule, queue, value, id) : null;
        }
        Alert seen = seen(rule, before, value);
        if (before.state() == State.PENDING) {
            return value != null && rule.isBroken(value) ? held(rule, before, seen) : null;
        }
        if (value == null) {
            return now - before.times().dataAt() >= rule.patienceMs() ? end(seen, NO_DATA) : seen;
        }
        return rule.isCleared(value) ? end(seen, null) : seen;
    }

    /** Ends an alert whose rule is gone or off; null when it did not fire yet. */
    Alert abandoned(Alert before) {
        return before.state() == State.PENDING ? null : end(before, RULE);
    }

    private Alert begin(AlertRule rule, String queue, double value, String id) {
        boolean fires = rule.limit().forMs() == 0;
        When times = new When(now, fires ? now : null, null, now, now);
        Told told = new Told(false, rule.telling().webhooks(), null, null);
        return new Alert(id, about(rule, queue), value, fires ? State.FIRING : State.PENDING, times, told);
    }

    private Alert held(AlertRule rule, Alert before, Alert seen) {
        boolean looked = now - before.times().seenAt() <= gapMs;
        long since = looked ? before.times().pendingAt() : now;
        boolean fires = now - since >= rule.limit().forMs();
        When times = new When(since, fires ? now : null, null, now, now);
        return new Alert(
                seen.id(), seen.about(), seen.value(), fires ? State.FIRING : State.PENDING, times, seen.told());
    }

    private Alert seen(AlertRule rule, Alert before, Double value) {
        When was = before.times();
        When times = new When(was.pendingAt(), was.firedAt(), null, now, value == null ? was.dataAt() : now);
        double last = value == null ? before.value() : value;
        return new Alert(before.id(), about(rule, before.about().queue()), last, before.state(), times, before.told());
    }

    private Alert end(Alert alert, String why) {
        When was = alert.times();
        When times = new When(was.pendingAt(), was.firedAt(), now, now, was.dataAt());
        Told told = new Told(
                alert.told().firing(),
                alert.told().webhooks(),
                why,
                alert.told().marker());
        return new Alert(alert.id(), alert.about(), alert.value(), State.RESOLVED, times, told);
    }

    private static About about(AlertRule rule, String queue) {
        return new About(
                rule.name(),
                queue,
                rule.scope().metric(),
                rule.limit().above(),
                rule.limit().threshold(),
                rule.telling().severity());
    }
}
