package io.yardmaster.insight.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.insight.alert.Alert.State;
import io.yardmaster.insight.alert.AlertRule.Limit;
import io.yardmaster.insight.alert.AlertRule.Scope;
import io.yardmaster.insight.alert.AlertRule.Telling;
import io.yardmaster.insight.health.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states of one alert, a look a minute unless the test says otherwise. */
class JudgementTest {
    private static final long MINUTE = 60_000;

    private final List<String> states = new ArrayList<>();
    private Alert alert;
    private long now;

    @Test
    void aRuleWithoutDurationFiresAtOnce() {
        look(rule(true, 10, 0), 10.0, 11.0);
        assertThat(states).containsExactly("ok", "firing");
        assertThat(alert.times().firedAt()).isEqualTo(alert.times().pendingAt());
    }

    @Test
    void theRuleHasToHoldForItsDuration() {
        look(rule(true, 10, 2 * MINUTE), 11.0, 11.0, 11.0);
        assertThat(states).containsExactly("pending", "pending", "firing");
    }

    @Test
    void aPendingAlertThatIsNotBrokenAnyMoreIsForgotten() {
        look(rule(true, 10, 2 * MINUTE), 11.0, 10.0, 11.0, 11.0, 11.0);
        assertThat(states).containsExactly("pending", "ok", "pending", "pending", "firing");
    }

    @Test
    void aPendingAlertWithoutDataIsForgotten() {
        look(rule(true, 10, 2 * MINUTE), 11.0, null);
        assertThat(states).containsExactly("pending", "ok");
    }

    @Test
    void aValueThatFlapsAroundTheThresholdStaysOneAlert() {
        look(rule(true, 10, 0), 11.0, 9.9, 10.1, 9.1, 9.0);
        assertThat(states).containsExactly("firing", "firing", "firing", "firing", "resolved");
    }

    @ParameterizedTest
    @CsvSource({"ERROR_RATE, 0.5, 0.549, 0.55", "WORKERS, 1, 0, 1", "THROUGHPUT, 10, 10.9, 11", "WORKERS, 20, 21, 22"})
    void belowTheThresholdItEndsATenthAbove(AlertMetric metric, double threshold, double still, double over) {
        Limit limit = new Limit(false, threshold, 0, 0);
        AlertRule rule = new AlertRule(
                "r", new Scope(metric, "*", null), limit, MINUTE, new Telling(Severity.WARNING, null), true);
        look(rule, threshold - 0.1, still, over);
        assertThat(states).containsExactly("firing", "firing", "resolved");
    }

    @Test
    void aLimitOfZeroEndsAtZero() {
        look(rule(true, 0, 0), 1.0, 0.0);
        assertThat(states).containsExactly("firing", "resolved");
    }

    @Test
    void withoutDataItEndsAfterItsDuration() {
        look(rule(true, 10, 2 * MINUTE), 11.0, 11.0, 11.0, null, null);
        assertThat(states.getLast()).isEqualTo("resolved");
        assertThat(alert.told().end()).isEqualTo("no_data");
        assertThat(alert.value()).as("as measured last").isEqualTo(11);
    }

    @Test
    void withoutDataAndDurationItEndsAfterItsWindow() {
        AlertRule rule = rule(true, 10, 0);
        look(rule, 11.0, null, null, null, null);
        assertThat(states).containsExactly("firing", "firing", "firing", "firing", "firing");
        look(rule, (Double) null);
        assertThat(states.getLast()).isEqualTo("resolved");
    }

    @Test
    void dataThatComesBackBeforeThatKeepsIt() {
        look(rule(true, 10, 2 * MINUTE), 11.0, 11.0, 11.0, null, 11.0, null, 9.5);
        assertThat(states.subList(2, 7)).containsOnly("firing");
    }

    @Test
    void whatNobodyLookedAtDoesNotCountAsHeld() {
        AlertRule rule = rule(true, 10, 5 * MINUTE);
        look(rule, 11.0);
        now += 60 * MINUTE;
        look(rule, 11.0);
        assertThat(states).containsExactly("pending", "pending");
    }

    @Test
    void aRuleThatIsGoneEndsItsAlert() {
        look(rule(true, 10, 0), 11.0);
        Alert ended = new Judgement(now, MINUTE).abandoned(alert);
        assertThat(ended.state()).isEqualTo(State.RESOLVED);
        assertThat(ended.told().end()).isEqualTo("rule");
    }

    private void look(AlertRule rule, Double... values) {
        for (Double value : values) {
            alert = new Judgement(now, 2 * MINUTE).of(rule, "q", alert, value, "a1");
            states.add(alert == null ? "ok" : alert.state().word());
            now += MINUTE;
        }
    }

    private static AlertRule rule(boolean above, double threshold, long forMs) {
        return new AlertRule(
                "r",
                new Scope(AlertMetric.WAITING, "*", null),
                new Limit(above, threshold, 0, forMs),
                5 * MINUTE,
                new Telling(Severity.WARNING, null),
                true);
    }
}
