package io.yardmaster.web.console.parts;

import static io.yardmaster.web.console.YardScenes.info;
import static io.yardmaster.web.console.YardScenes.lane;
import static io.yardmaster.web.console.YardScenes.step;
import static io.yardmaster.web.console.YardScenes.yard;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.web.console.YardScenes;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.parts.Trouble.Severity;
import io.yardmaster.web.console.words.Zone;
import java.util.List;
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
    void anEmptyYardIsNeitherRightNorWrong() {
        assertThat(Verdict.of(yard(), Zone.UTC).tone()).isEqualTo("info");
    }

    @Test
    void oneInTenFailuresIsNotYetFailing() {
        assertThat(Trouble.of(yard(lane(info("pay", false, 0, 0, 8), 100, 10)))).isEmpty();
        assertThat(Trouble.of(yard(lane(info("pay", false, 0, 0, 8), 100, 11)))).hasSize(1);
    }

    @Test
    void nineAttemptsAreTooFewToTell() {
        assertThat(Trouble.of(yard(lane(info("pay", false, 0, 0, 8), 9, 9)))).isEmpty();
        assertThat(Trouble.of(yard(lane(info("pay", false, 0, 0, 8), 10, 10)))).hasSize(1);
    }

    @Test
    void theWorstIsSaidFirst() {
        Scene scene = yard(
                lane(info("a-paused", true, 138, 4_920_000, 4), 0, 0),
                lane(info("b-slow", false, 64, 1_080_000, 24), 50, 0),
                lane(info("c-failing", false, 318, 41_000, 16), 100, 99),
                lane("d-well", 1));
        assertThat(Trouble.of(scene))
                .extracting(Trouble::severity)
                .containsExactly(Severity.CRITICAL, Severity.WARNING, Severity.PAUSED);
        Verdict verdict = Verdict.of(scene, Zone.UTC);
        assertThat(verdict.tone()).isEqualTo("critical");
        assertThat(plain(verdict.headline())).isEqualTo("c-failing is failing: 99 % of its attempts in 5 m.");
        assertThat(plain(verdict.rest())).isEqualTo("2 problems. d-well keeps up.");
    }

    @Test
    void aBacklogThatNobodyServesIsCritical() {
        Verdict verdict = Verdict.of(yard(lane(info("imports", false, 138, 10, 0), 0, 0)), Zone.UTC);
        assertThat(verdict.tone()).isEqualTo("critical");
        assertThat(plain(verdict.headline())).isEqualTo("No worker serves imports: 138 jobs waiting.");
    }

    @Test
    void fiveMinutesAreNotYetSlow() {
        assertThat(Trouble.of(yard(lane(info("images", false, 1, 300_000, 1), 0, 0))))
                .isEmpty();
        assertThat(Trouble.of(yard(lane(info("images", false, 1, 300_001, 1), 0, 0))))
                .hasSize(1);
    }

    @Test
    void aPausedQueueWithoutBacklogIsNoProblem() {
        assertThat(Trouble.of(yard(lane(info("imports", true, 0, 0, 4), 0, 0)))).isEmpty();
    }

    @Test
    void failingSinceIsTheFirstMinuteOfTheUnbrokenRun() {
        Scene.Lane bare = lane(info("pay", false, 0, 0, 8), 100, 99);
        Scene.Lane lane = new Scene.Lane(
                bare.info(),
                bare.recent(),
                List.of(step(1, 10L, 10L), step(2, 10L, 0L), step(3, 10L, 9L), step(4, null, null), step(5, 10L, 9L)));
        assertThat(Trouble.of(yard(lane)).getFirst().since()).isEqualTo(3 * 60_000L);
    }

    @Test
    void aStoreThatIsAwayOutweighsEverything() {
        Scene scene = yard(lane("default", 3)).away(YardScenes.NOW, YardScenes.NOW - 4_000);
        Verdict verdict = Verdict.of(scene, Zone.UTC);
        assertThat(verdict.tone()).isEqualTo("critical");
        assertThat(verdict.headline()).endsWith(": nothing runs, nothing is lost.");
    }

    @Test
    void aQueueSpeaksForItself() {
        Scene.Lane slow = lane(info("images", false, 64, 1_080_000, 24), 0, 0);
        assertThat(plain(Verdict.of(yard(slow), slow, Zone.UTC).headline()))
                .isEqualTo("images is slow: the oldest job has waited for 18 m.");
        Scene.Lane well = lane("email", 2);
        assertThat(Verdict.of(yard(well), well, Zone.UTC).headline()).isEqualTo("email keeps up.");
    }

    private static String plain(String words) {
        return words.replace('\u00a0', ' ');
    }
}
