package io.yardmaster.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.schedule.Schedule.Misfire;
import io.yardmaster.engine.schedule.Schedule.Overlap;
import io.yardmaster.engine.schedule.Schedule.Policy;
import io.yardmaster.engine.schedule.Schedule.Standstill;
import io.yardmaster.job.NewJob;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    /** Noon. */
    private static final long NOON = Instant.parse("2026-11-26T12:00:00Z").toEpochMilli();

    private static final long HOUR = 3_600_000;

    @Test
    void aTickInTimeFires() {
        Planner.Plan plan = plan(every("0 * * * *", Misfire.SKIP), NOON - HOUR, NOON + 40);
        assertThat(fired(plan)).containsExactly(NOON);
        assertThat(plan.runs().getFirst().latenessMs()).isEqualTo(40);
        assertThat(plan.mark()).isEqualTo(NOON);
        assertThat(plan.next()).isEqualTo(NOON + HOUR);
    }

    @Test
    void nothingFiresBeforeItsTick() {
        Planner.Plan plan = plan(every("0 * * * *", Misfire.ALL), NOON, NOON + HOUR - 1);
        assertThat(plan.runs()).isEmpty();
        assertThat(plan.mark()).isEqualTo(NOON);
        assertThat(plan.next()).isEqualTo(NOON + HOUR);
    }

    /** A tick every minute, the node away for 8 s, an hour and a minute, and three days. */
    @ParameterizedTest
    @CsvSource({
        "SKIP, 8000, 0, 1",
        "LAST, 8000, 1, 0",
        "ALL, 8000, 1, 0",
        "SKIP, 3660000, 0, 61",
        "LAST, 3660000, 1, 60",
        "ALL, 3660000, 61, 0",
        "SKIP, 259200000, 0, 100",
        "LAST, 259200000, 1, 99",
        "ALL, 259200000, 100, 0"
    })
    void eachMisfirePolicyYieldsItsSet(Misfire misfire, long awayMs, int runs, int skips) {
        long now = NOON + 8_000;
        Planner.Plan plan = plan(every("* * * * *", misfire), now - awayMs - 1, now);
        assertThat(fired(plan)).hasSize(runs);
        assertThat(plan.runs().stream().filter(ScheduleRun::isMissed)).hasSize(skips);
        assertThat(plan.mark()).isEqualTo(NOON);
        if (misfire != Misfire.SKIP) {
            assertThat(fired(plan)).last().isEqualTo(NOON);
        }
    }

    @Test
    void lastLooksBackAnHourAndNoFurther() {
        Schedule daily = every("0 12 * * *", Misfire.LAST);
        assertThat(fired(plan(daily, NOON - 1, NOON + HOUR))).containsExactly(NOON);
        Planner.Plan late = plan(daily, NOON - 1, NOON + HOUR + 1);
        assertThat(fired(late)).isEmpty();
        assertThat(late.runs()).hasSize(1);
    }

    @Test
    void ticksOfEverySecondInTimeAllFire() {
        Planner.Plan plan = plan(every("* * * * * *", Misfire.SKIP), NOON, NOON + 3_000);
        assertThat(fired(plan)).containsExactly(NOON + 1_000, NOON + 2_000, NOON + 3_000);
    }

    @Test
    void aRunThatHasNotEndedHoldsBackTheNext() {
        Schedule careful = with(new Policy(Misfire.LAST, Overlap.SKIP, true), null);
        assertThat(fired(Planner.plan(careful, NOON - 1, NOON, true))).isEmpty();
        assertThat(Planner.plan(careful, NOON - 1, NOON, true).runs().getFirst().reason())
                .contains("had not ended");
        assertThat(fired(Planner.plan(careful, NOON - 1, NOON, false))).containsExactly(NOON);
    }

    @Test
    void ticksOfAPauseAreDropped() {
        Schedule paused = with(Policy.DEFAULT, new Standstill("why", NOON, "me"));
        Planner.Plan before = Planner.plan(paused, NOON - 5 * HOUR, NOON - 1, false);
        assertThat(before.runs()).isEmpty();
        assertThat(before.next()).isEqualTo(NOON);
        Planner.Plan after = Planner.plan(paused, NOON - 5 * HOUR, NOON + HOUR, false);
        assertThat(after.runs()).hasSize(1);
        assertThat(fired(after)).containsExactly(NOON + HOUR);
    }

    @Test
    void aClockThatJumpsBackFiresNothing() {
        Planner.Plan plan = plan(every("0 * * * *", Misfire.ALL), NOON, NOON - HOUR + 10);
        assertThat(plan.runs()).isEmpty();
        assertThat(plan.mark()).isEqualTo(NOON);
        assertThat(plan.next()).isEqualTo(NOON + HOUR);
    }

    private static Planner.Plan plan(Schedule schedule, long mark, long now) {
        return Planner.plan(schedule, mark, now, false);
    }

    private static List<Long> fired(Planner.Plan plan) {
        return plan.runs().stream()
                .filter(run -> !run.isSkipped())
                .map(ScheduleRun::plannedAt)
                .toList();
    }

    private static Schedule every(String cron, Misfire misfire) {
        return ScheduleBuilder.of("s", NewJob.of("demo.noop"))
                .cron(cron, "UTC")
                .policies(misfire, Overlap.ALLOW)
                .declared();
    }

    private static Schedule with(Policy policies, Standstill pause) {
        Schedule hourly = every("0 * * * *", Misfire.LAST);
        return new Schedule("s", hourly.timing(), policies, pause, hourly.target(), hourly.source());
    }
}
