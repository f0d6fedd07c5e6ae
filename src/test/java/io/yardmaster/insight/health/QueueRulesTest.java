package io.yardmaster.insight.health;

import static io.yardmaster.web.console.YardScenes.NOW;
import static io.yardmaster.web.console.YardScenes.info;
import static io.yardmaster.web.console.YardScenes.lane;
import static io.yardmaster.web.console.YardScenes.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.job.JobState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueRulesTest {
    @Test
    void aQueueThatKeepsUpHasNoFact() {
        assertThat(facts(lane("email", 3))).isEmpty();
    }

    @Test
    void oneInTenFailuresIsNotYetFailing() {
        assertThat(facts(lane(info("pay", false, 0, 0, 8), 100, 10))).isEmpty();
        assertThat(codes(lane(info("pay", false, 0, 0, 8), 100, 11))).containsExactly(HealthCode.FAILING);
    }

    @Test
    void nineAttemptsAreTooFewToTell() {
        assertThat(facts(lane(info("pay", false, 0, 0, 8), 9, 9))).isEmpty();
        assertThat(codes(lane(info("pay", false, 0, 0, 8), 10, 10))).containsExactly(HealthCode.FAILING);
    }

    @Test
    void aFailingQueueTellsItsShareAndItsLimit() {
        HealthFact fact = facts(lane(info("pay", false, 0, 0, 8), 1000, 486)).getFirst();
        assertThat(fact.sentence()).isEqualTo("pay is failing: about 49 % of its attempts in 5 m.");
        assertThat(fact.value()).isEqualTo(0.486);
        assertThat(fact.limit()).isEqualTo(0.1);
        assertThat(fact.severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aBacklogThatNobodyServesIsCritical() {
        HealthFact fact = facts(lane(info("imports", false, 138, 10, 0), 0, 0)).getFirst();
        assertThat(fact.code()).isEqualTo(HealthCode.NO_WORKER);
        assertThat(fact.sentence()).isEqualTo("No worker serves imports: 138 jobs waiting.");
    }

    @Test
    void fiveMinutesAreNotYetSlow() {
        assertThat(facts(lane(info("images", false, 1, 300_000, 1), 0, 0))).isEmpty();
        HealthFact fact =
                facts(lane(info("images", false, 1, 300_001, 1), 0, 0)).getFirst();
        assertThat(fact.code()).isEqualTo(HealthCode.BACKLOG);
        assertThat(fact.since()).isEqualTo(NOW - 1);
    }

    @Test
    void aPausedQueueIsNamedAlsoWithoutBacklog() {
        assertThat(codes(lane(info("imports", true, 0, 0, 4), 0, 0))).containsExactly(HealthCode.PAUSED);
        assertThat(codes(lane(info("imports", true, 5, 900_000, 0), 0, 0))).containsExactly(HealthCode.PAUSED);
    }

    @Test
    void deadJobsAlwaysCount() {
        HealthFact fact = facts(withDead(1)).getFirst();
        assertThat(fact.code()).isEqualTo(HealthCode.DEAD);
        assertThat(fact.sentence()).isEqualTo("1 dead job in pay needs someone.");
    }

    @Test
    void theWorstComesFirst() {
        List<QueueSnapshot> queues = List.of(
                lane(info("a-paused", true, 138, 4_920_000, 4), 0, 0),
                lane(info("b-slow", false, 64, 1_080_000, 24), 50, 0),
                lane(info("c-failing", false, 318, 41_000, 16), 100, 99));
        assertThat(QueueRules.of(queues, NOW))
                .extracting(HealthFact::queue)
                .containsExactly("c-failing", "b-slow", "a-paused");
    }

    @Test
    void failingSinceIsTheFirstMinuteOfTheUnbrokenRun() {
        QueueSnapshot bare = lane(info("pay", false, 0, 0, 8), 100, 99);
        QueueSnapshot queue = new QueueSnapshot(
                bare.info(),
                bare.recent(),
                List.of(step(1, 10L, 10L), step(2, 10L, 0L), step(3, 10L, 9L), step(4, null, null), step(5, 10L, 9L)));
        assertThat(facts(queue).getFirst().since()).isEqualTo(3 * 60_000L);
    }

    private static QueueSnapshot withDead(long dead) {
        QueueInfo calm = info("pay", false, 0, 0, 8);
        Map<JobState, Long> counts = new EnumMap<>(calm.counts());
        counts.put(JobState.DEAD, dead);
        return lane(new QueueInfo("pay", false, counts, null, 0, 8), 100, 0);
    }

    private static List<HealthFact> facts(QueueSnapshot queue) {
        return QueueRules.of(queue, NOW);
    }

    private static List<HealthCode> codes(QueueSnapshot queue) {
        return facts(queue).stream().map(HealthFact::code).toList();
    }
}
