package io.yardmaster.web.console.parts;

import static io.yardmaster.web.console.YardScenes.info;
import static io.yardmaster.web.console.YardScenes.lane;
import static io.yardmaster.web.console.YardScenes.yard;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.insight.alert.Alert;
import io.yardmaster.insight.alert.AlertMetric;
import io.yardmaster.insight.alert.Alerts;
import io.yardmaster.insight.health.HealthCode;
import io.yardmaster.insight.health.HealthFact;
import io.yardmaster.insight.health.QueueRules;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.insight.health.Severity;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.FailureGroup;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.web.console.YardScenes;
import io.yardmaster.web.console.frame.AlarmLines;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Zone;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void aYardThatKeepsUpIsAllRight() {
        Verdict verdict = Verdict.of(yard(lane("default", 3), lane("email", 0)), Zone.UTC);
        assertThat(verdict.tone()).isEqualTo("right");
        assertThat(plain(verdict.headline())).isEqualTo("All is right: 2 queues keep up.");
        assertThat(plain(verdict.rest())).isEqualTo("40 jobs a minute, 0 % of attempts failed.");
    }

    @Test
    void theCauseOfMostDeathsIsNamed() {
        FailureGroup cause = new FailureGroup(
                "pay", "f", "t", "a.b.Http500", "acquirer did not answer", 51, 1, 2, "j", Collections.nCopies(60, 0));
        Trouble dead = Trouble.of(
                new HealthFact("pay", HealthCode.DEAD, Severity.WARNING, "64 dead jobs", 1L, 64, null, cause));
        assertThat(dead.fact() + dead.rest()).isEqualTo("Http500 acquirer did not answer: 51 of 64 dead");
        HealthFact unknown = new HealthFact("pay", HealthCode.DEAD, Severity.WARNING, "", 1L, 64, null, null);
        assertThat(plain(Trouble.of(unknown).fact())).isEqualTo("64 dead jobs");
    }

    @Test
    void anEmptyYardIsNeitherRightNorWrong() {
        assertThat(Verdict.of(yard(), Zone.UTC).tone()).isEqualTo("info");
    }

    @Test
    void theWorstIsSaidFirst() {
        Scene scene = yard(
                lane(info("a-paused", true, 138, 4_920_000, 4), 0, 0),
                lane(info("b-slow", false, 64, 1_080_000, 24), 50, 0),
                lane(info("c-failing", false, 318, 41_000, 16), 100, 99),
                lane("d-well", 1));
        Verdict verdict = Verdict.of(scene, Zone.UTC);
        assertThat(verdict.tone()).isEqualTo("critical");
        assertThat(verdict.headline()).isEqualTo("c-failing is failing: about 99\u00a0% of its attempts in 5\u00a0m.");
        assertThat(plain(verdict.rest())).isEqualTo("2 problems. d-well keeps up.");
    }

    @Test
    void anAlertIsSaidOnceWithItsProblem() {
        QueueSnapshot failing = lane(info("pay", false, 3, 1_000, 16), 100, 99);
        Scene scene = new Scene(
                YardScenes.NOW,
                List.of(failing, lane("email", 0)),
                List.of(),
                List.of(),
                List.of(
                        fires("a3", "pay", AlertMetric.ERROR_RATE, 0.6),
                        fires("a2", "pay", AlertMetric.DEATHS, 0),
                        fires("a1", "pay", AlertMetric.ERROR_RATE, 0.3)),
                null);
        Verdict verdict = Verdict.of(scene, Zone.UTC);
        TroubleRow row = verdict.rows().getFirst();
        assertThat(row.seen()).isEqualTo("a1,a3");
        assertThat(plain(row.fires())).isEqualTo(", alert at 30 % and 60 %");
        assertThat(row.marker()).isEqualTo("v42");
        assertThat(row.since()).isNotNull();
        assertThat(verdict.alerts()).containsExactlyInAnyOrder("a1", "a3");
        assertThat(AlarmLines.of(scene, Zone.UTC, verdict.alerts()).lines())
                .extracting(Frame.Line::id)
                .containsExactly("a2");
    }

    @Test
    void aLimitThatIsTheSameIsNotSaidTwice() {
        QueueSnapshot failing = lane(info("pay", false, 3, 1_000, 16), 100, 99);
        double limit = QueueRules.of(failing, YardScenes.NOW).getFirst().limit();
        Scene scene = new Scene(
                YardScenes.NOW,
                List.of(failing),
                List.of(),
                List.of(),
                List.of(fires("a1", "pay", AlertMetric.ERROR_RATE, limit)),
                null);
        assertThat(Verdict.of(scene, Zone.UTC).rows().getFirst().fires()).isEmpty();
    }

    private static Scene.Fires fires(String id, String queue, AlertMetric metric, double threshold) {
        Alert.About about = new Alert.About("rule", queue, metric, true, threshold, Severity.CRITICAL);
        Alert.When times = new Alert.When(YardScenes.NOW - 90_000, YardScenes.NOW - 60_000, null, 0, 0);
        Alert.Told told = new Alert.Told(true, null, null, "v42");
        Alert alert = new Alert(id, about, 0.99, Alert.State.FIRING, times, told);
        return new Scene.Fires(new Alerts.Shown(alert, 1, null), false);
    }

    @Test
    void aBacklogThatNobodyServesIsCritical() {
        Verdict verdict = Verdict.of(yard(lane(info("imports", false, 138, 10, 0), 0, 0)), Zone.UTC);
        assertThat(verdict.tone()).isEqualTo("critical");
        assertThat(plain(verdict.headline())).isEqualTo("No worker serves imports: 138 jobs waiting.");
    }

    @Test
    void aStoreThatIsAwayOutweighsEverything() {
        Scene scene = yard(lane("default", 3)).away(YardScenes.NOW, YardScenes.NOW - 4_000);
        Verdict verdict = Verdict.of(scene, Zone.UTC);
        assertThat(verdict.tone()).isEqualTo("critical");
        assertThat(verdict.headline()).endsWith(": nothing new starts, nothing is lost.");
    }

    @Test
    void aQueueThatItsRateHoldsBackSaysUntilWhen() {
        QueueInfo calm = info("mail", false, 7, 1_000, 8);
        QueueInfo held = new QueueInfo(
                "mail", false, calm.counts(), 1_000L, 0, 8, YardScenes.NOW + 65_000, QueueSettings.NONE, Map.of());
        Scene scene = yard(lane(held, 100, 0));
        Verdict verdict = Verdict.of(scene, scene.queues().getFirst(), Zone.UTC);
        assertThat(verdict.tone()).isEqualTo("info");
        assertThat(plain(verdict.headline())).isEqualTo("mail is held back by its rate limit: 7 jobs waiting.");
        assertThat(plain(verdict.rest()))
                .contains("Limited until "
                        + Zone.UTC
                                .moment(YardScenes.NOW + 65_000, YardScenes.NOW)
                                .text() + ".");
    }

    @Test
    void deadJobsAreNeverGreen() {
        QueueInfo calm = info("pay", false, 0, 0, 8);
        Map<JobState, Long> counts = new EnumMap<>(calm.counts());
        counts.put(JobState.DEAD, 4_800L);
        QueueSnapshot dead = lane(new QueueInfo("pay", false, counts, null, 0, 8), 100, 0);
        Verdict verdict = Verdict.of(yard(dead, lane("email", 0)), Zone.UTC);
        assertThat(verdict.tone()).isEqualTo("warning");
        assertThat(plain(verdict.headline())).isEqualTo("4,800 dead jobs need someone, all in pay.");
    }

    @Test
    void aQueueSpeaksForItself() {
        QueueSnapshot slow = lane(info("images", false, 64, 1_080_000, 24), 0, 0);
        assertThat(plain(Verdict.of(yard(slow), slow, Zone.UTC).headline()))
                .isEqualTo("images is slow: the oldest job has waited for 18 m.");
        QueueSnapshot well = lane("email", 2);
        assertThat(Verdict.of(yard(well), well, Zone.UTC).headline()).isEqualTo("email keeps up.");
    }

    private static String plain(String words) {
        return words.replace('\u00a0', ' ');
    }
}
