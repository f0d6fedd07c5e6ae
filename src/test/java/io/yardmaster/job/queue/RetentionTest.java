package io.yardmaster.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.queue.Retention.Amounts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final long MINUTES_10 = Duration.ofMinutes(10).toMillis();
    private static final long DAYS_7 = Duration.ofDays(7).toMillis();

    @Test
    void completedStayADayTheLastThousandLongerIn64Megabytes() {
        assertThat(Retention.NONE.completedCount()).isEqualTo(1_000);
        assertThat(Retention.NONE.completedForMs()).isEqualTo(Duration.ofDays(1).toMillis());
        assertThat(Retention.NONE.completedBytes()).isEqualTo(64L * 1024 * 1024);
    }

    @Test
    void deadStayHalfAYearAMillionOfThemIn2Gigabytes() {
        assertThat(Retention.NONE.deadForMs()).isEqualTo(Duration.ofDays(180).toMillis());
        assertThat(Retention.NONE.deadCount()).isEqualTo(1_000_000);
        assertThat(Retention.NONE.deadBytes()).isEqualTo(2L * 1024 * 1024 * 1024);
        assertThat(Retention.NONE.deadFill(800_000, 0)).isEqualTo(80);
        assertThat(Retention.NONE.deadFill(1, 1L << 31)).isEqualTo(100);
    }

    @Test
    void aNumberThatIsSetReplacesItsOwnOnly() {
        Retention set = new Retention(new Amounts(5L, null, null), new Amounts(null, null, 9L));
        assertThat(set.completedCount()).isEqualTo(5);
        assertThat(set.completedForMs()).isEqualTo(Retention.NONE.completedForMs());
        assertThat(set.completedBytes()).isEqualTo(Retention.NONE.completedBytes());
        assertThat(set.deadBytes()).isEqualTo(9);
        assertThat(set.deadCount()).isEqualTo(1_000_000);
    }

    @Test
    void tenMinutesAreTheFloorOfTheCompletedUnderAllButBytes() {
        Retention least = new Retention(new Amounts(0L, 0L, 0L), Amounts.NONE);
        assertThat(least.completedForMs()).isEqualTo(MINUTES_10);
        assertThat(least.completedBytes()).isZero();
        assertThat(least.completedOver(10, 100)).as("by their bytes").isEqualTo(10);
    }

    @Test
    void aWeekIsTheFloorOfTheDead() {
        Retention least = new Retention(Amounts.NONE, new Amounts(0L, 0L, 0L));
        assertThat(least.deadForMs()).isEqualTo(DAYS_7);
        assertThat(Retention.DEAD_AT_LEAST_MS).isEqualTo(DAYS_7);
        assertThat(least.deadCount())
                .as("it may hold one, else it took no job in")
                .isEqualTo(1);
    }
}
